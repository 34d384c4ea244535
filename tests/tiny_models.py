"""Models of a few thousand weights, made on the spot: no network, and loaded in a moment."""

import string
from pathlib import Path
from typing import Any

WORDS = ("adults", "trust", "news", "work", "home", "rain", "some", "of", "the", "at")


def write_encoder(folder: Path, *, size: int = 24, seed: int = 1) -> Path:
    """A sentence-transformers embedding model of random weights."""
    from sentence_transformers import SentenceTransformer
    from transformers import BertModel

    _write(folder, BertModel, size=size, seed=seed)
    SentenceTransformer(str(folder), device="cpu", local_files_only=True).save_pretrained(
        str(folder)
    )
    return folder


def write_cross_encoder(
    folder: Path, *, labels: int = 1, always: float | None = None, seed: int = 1
) -> Path:
    """A cross-encoder of random weights, or one that gives every pair the score `always`."""
    import torch
    from transformers import BertForSequenceClassification

    def network(config: Any) -> Any:
        config.num_labels = labels
        made = BertForSequenceClassification(config)
        if always is not None:
            with torch.no_grad():
                made.classifier.weight.zero_()
                made.classifier.bias.fill_(always)
        return made

    _write(folder, network, size=24, seed=seed)
    return folder


def _write(folder: Path, network: Any, *, size: int, seed: int) -> None:
    import torch
    from transformers import BertConfig, BertTokenizer

    folder.mkdir(parents=True)
    letters = [*string.ascii_lowercase, *string.digits, *string.punctuation]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    pieces += [*letters, *(f"##{letter}" for letter in letters)]
    (folder / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(str(folder))
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=size,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=2 * size,
        max_position_embeddings=128,
        initializer_range=0.5,
    )
    network(config).save_pretrained(str(folder))
