"""What question sets are run against: this process, a server of ours, or any other assistant."""
