"""What is shown of an answer: drafted, checked sentence by sentence, published or withheld."""
