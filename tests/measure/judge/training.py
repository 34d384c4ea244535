"""Fine-tunes the last layers of the network on labelled questions and claims.

Each step takes ten passages, near ones together, with their items. Every sentence of the ten
competes for each item with the possibility that none answers it; the loss is minus the logarithm of
what its own sentences get (van den Oord et al., 2018; negatives from the same passage and from
near ones as in Xiong et al., 2021). The score of a sentence is a sum of three: its vector's cosine,
the cosines of its word pieces (Khattab & Zaharia, 2020), and its passage's vector's.
"""

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.index.context.encoding import windows_of, words_among
from assistant.index.context.network import FROZEN_LAYERS, lower_layers, padded, upper_layers
from assistant.index.embeddings import load_model, projection
from tests.measure.judge.labelled import Bench, Item

EPOCHS = 4
PASSAGES_A_STEP = 10
NEAR_TOGETHER = 4
ITEMS_A_PASSAGE = 6
RATE, RATE_OF_HEAD, RATE_OF_SCALES = 1e-4, 1e-3, 2e-2
WARMED_UP = 0.1  # of all steps
DROPPED = 0.1
WEIGHT = {"question": 1.0, "near miss": 1.0, "claim": 1.0, "generic": 0.5}
EXCLUDED = -1e4
STEPS_BETWEEN_REPORTS = 20

Tensors = dict[str, Any]


def starting_weights() -> Tensors:
    """The published model's last layers, the projection of its word pieces, and pieces alike."""
    import torch

    model: Any = load_model()[0].auto_model
    weights: Tensors = {}
    for n, layer in enumerate(model.encoder.layer[FROZEN_LAYERS:]):
        attention = layer.attention
        own = (attention.self.query, attention.self.key, attention.self.value)
        weights[f"{n}.qkv.weight"] = torch.cat([part.weight for part in own])
        weights[f"{n}.qkv.bias"] = torch.cat([part.bias for part in own])
        for name, part in (
            ("out", attention.output.dense),
            ("norm1", attention.output.LayerNorm),
            ("up", layer.intermediate.dense),
            ("down", layer.output.dense),
            ("norm2", layer.output.LayerNorm),
        ):
            weights[f"{n}.{name}.weight"], weights[f"{n}.{name}.bias"] = part.weight, part.bias
    mean, axes = projection()
    weights["project.weight"] = torch.from_numpy(axes.T.copy())
    weights["project.bias"] = torch.from_numpy(-(mean @ axes))
    weights["count.weight"] = torch.zeros(1, axes.shape[0])
    return {name: weight.detach().clone() for name, weight in weights.items()}


def write_weights(path: Path, weights: Tensors) -> None:
    """Write the weights in 16 bits, as the network reads them."""
    np.savez(path, **{n: w.detach().numpy().astype(np.float16) for n, w in weights.items()})


def train(
    items: Sequence[Item], bench: Bench, near: npt.NDArray[np.intp], *, seed: int = 0
) -> Tensors:
    """Weights fitted to the items. `near` has a row a passage: the passages most like it."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311
    weights = {name: weight.requires_grad_() for name, weight in starting_weights().items()}
    scales = torch.tensor([8.0, 8.0, 8.0, 14.0], requires_grad=True)
    groups = [
        {"params": [w for n, w in weights.items() if n[0].isdigit()], "lr": RATE},
        {"params": [w for n, w in weights.items() if not n[0].isdigit()], "lr": RATE_OF_HEAD},
        {"params": [scales], "lr": RATE_OF_SCALES},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    plan = [step for _ in range(EPOCHS) for step in _steps(items, near, chance)]
    rise = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: _rate(n / len(plan)))
    started, texts = time.perf_counter(), _Texts(bench)
    for n, step in enumerate(plan, 1):
        loss = _loss([items[i] for i in step], texts, weights, scales)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*weights.values(), scales], 1.0)
        optimizer.step()
        rise.step()
        if n % STEPS_BETWEEN_REPORTS == 0:
            spent = time.perf_counter() - started
            print(f"  {spent:.0f} s, step {n} of {len(plan)}: {loss.item():.3f}", flush=True)
    return {name: weight.detach() for name, weight in weights.items()}


def _rate(done: float) -> float:
    return min(1.0, done / WARMED_UP) * (1 - done) + 1e-3


def _steps(
    items: Sequence[Item], near: npt.NDArray[np.intp], chance: random.Random
) -> Iterator[list[int]]:
    """The items of each step of one round through them, by their places."""
    by_home: dict[int, list[int]] = {}
    for i, item in enumerate(items):
        by_home.setdefault(item.home, []).append(i)
    homes, used, groups = list(by_home), set[int](), []
    chance.shuffle(homes)
    for home in homes:
        if home not in used:
            others = [int(p) for p in near[home] if p in by_home and p not in used and p != home]
            chance.shuffle(others)
            groups.append([home, *others[: NEAR_TOGETHER - 1]])
            used.update(groups[-1])
    chance.shuffle(groups)
    flat = [home for group in groups for home in group]
    for start in range(0, len(flat), PASSAGES_A_STEP):
        chosen: list[int] = []
        for home in flat[start : start + PASSAGES_A_STEP]:
            own = list(by_home[home])
            chance.shuffle(own)
            chosen += own[:ITEMS_A_PASSAGE]
        yield chosen


class _Texts:
    """Word pieces of passages and questions, and what the first layers make of them, kept."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._passages: dict[int, Any] = {}
        self._lower: dict[tuple[int, ...], Any] = {}

    def passage(self, position: int) -> Any:
        """The first window of a passage."""
        if position not in self._passages:
            self._passages[position] = next(windows_of(self._bench.sentences[position]))
        return self._passages[position]

    def states(self, texts: Sequence[Sequence[int]], weights: Tensors) -> tuple[Any, Any, Any]:
        """The network's states (texts, pieces, 384), the mask, and which pieces are words."""
        import torch

        ids, mask = padded(texts)
        missing = [text for text in dict.fromkeys(map(tuple, texts)) if text not in self._lower]
        if missing:
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                states = lower_layers(*padded(missing))
            for known, one in zip(missing, states, strict=True):
                self._lower[known] = one[: len(known)].to(torch.bfloat16)
        lower = torch.zeros(*ids.shape, 384)
        for n, text in enumerate(texts):
            lower[n, : len(text)] = self._lower[tuple(text)].float()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = upper_layers(weights, lower, mask, dropped=DROPPED).float()
        return states, mask, torch.from_numpy(words_among(ids.numpy())) & (mask > 0)


def _loss(items: Sequence[Item], texts: _Texts, weights: Tensors, scales: Any) -> Any:
    import torch

    homes = sorted({item.home for item in items}, key=lambda p: len(texts.passage(p).ids))
    scores, places = _scores([i.text for i in items], homes, texts, weights, scales)
    column = {place: n for n, place in enumerate(places)}
    total, weighed = torch.zeros(()), 0.0
    for row, item in zip(scores, items, strict=True):
        own = [column[place] for place in item.answers if place in column]
        unsure = [column[p] for p in item.right - item.answers if p in column]
        if item.kind == "near miss":
            own = [len(places)]
        if own:
            if unsure:
                row = row.index_fill(0, torch.tensor(unsure), EXCLUDED)  # noqa: PLW2901
            total = total - WEIGHT[item.kind] * row.log_softmax(0)[own].logsumexp(0)
            weighed += WEIGHT[item.kind]
    return total / max(weighed, 1.0)


def _scores(
    questions: Sequence[str], homes: Sequence[int], texts: _Texts, weights: Tensors, scales: Any
) -> tuple[Any, list[tuple[int, int]]]:
    """Scores (questions, sentences and none), and which sentence each column is."""
    import torch
    from torch.nn import functional

    tokenizer = load_model().tokenizer
    asked = [tokenizer(q, truncation=True, max_length=64)["input_ids"] for q in questions]
    states, mask, are_words = texts.states(asked, weights)
    vectors = functional.normalize((states * mask[..., None]).sum(1), dim=-1)
    counts = functional.linear(states, weights["count.weight"])[..., 0]
    counts = counts.masked_fill(~are_words, EXCLUDED).softmax(-1)
    windows = [texts.passage(p) for p in homes]
    theirs, filled, words = texts.states([w.ids for w in windows], weights)
    wholes = functional.normalize((theirs * filled[..., None]).sum(1), dim=-1)
    spans = [
        (n, home, sentence, torch.tensor([s == sentence for s in windows[n].sentence]))
        for n, home in enumerate(homes)
        for sentence in range(max(windows[n].sentence) + 1)
    ]
    sentences = torch.stack([theirs[n, : len(own)][own].sum(0) for n, _, _, own in spans])
    pieces = [theirs[n, : len(own)][own & words[n, : len(own)]] for n, _, _, own in spans]
    late = _late(states, counts, pieces, weights)
    cosines = vectors @ functional.normalize(sentences, dim=-1).T
    passage = (vectors @ wholes.T)[:, [n for n, *_ in spans]]
    scores = scales[0] * cosines + scales[1] * late + scales[2] * passage
    none = scales[3].expand(len(questions), 1)
    return torch.cat([scores, none], dim=1), [(home, s) for _, home, s, _ in spans]


def _late(states: Any, counts: Any, pieces: Sequence[Any], weights: Tensors) -> Any:
    """The weighed cosines of each question's pieces with the nearest of each sentence's."""
    import torch
    from torch.nn import functional
    from torch.nn.utils.rnn import pad_sequence

    def project(rows: Any) -> Any:
        unit = functional.normalize(rows, dim=-1)
        small = functional.linear(unit, weights["project.weight"], weights["project.bias"])
        return functional.normalize(small, dim=-1)

    grid = pad_sequence(list(pieces), batch_first=True)
    hole = torch.arange(grid.shape[1]) >= torch.tensor([len(p) for p in pieces])[:, None]
    kept = counts > 1e-6
    likeness = project(states[kept]) @ project(grid).flatten(0, 1).T
    nearest = likeness.masked_fill(hole.flatten(), -1.0).unflatten(1, hole.shape).amax(-1)
    of = kept.nonzero()[:, 0]
    return torch.zeros(len(states), len(pieces)).index_add(0, of, nearest * counts[kept][:, None])
