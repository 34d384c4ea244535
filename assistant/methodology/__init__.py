"""How surveys were made: whom they asked, when, how, for whom; read from prose and manifests."""
