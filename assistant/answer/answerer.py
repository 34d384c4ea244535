"""An answerer: what bears on a question goes in, a draft or a considered refusal comes out.

The built-in one and language models are both a LangChain `Runnable` over `Material`, so that either
can be replaced by one of your own: `Assistant.open(settings, answerer=…)`. A chain that streams
yields drafts that add up. The checker stands behind all of them.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.answer.answer import BUILT_IN, Refusal
from assistant.answer.draft import Draft
from assistant.answer.material import Material
from assistant.answer.models.asking.usage import Prices

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.answer.models.rewriting import Turns
    from assistant.answer.models.seeking import Sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    """A chain with the name that an answer says it was worded by: `provider:model`.

    `rewriter` makes follow-ups whole that the rules leave unsure. `seeker` looks up what is refused
    as not covered, and gives a plain draft or an empty one. Both may be missing.
    `seconds` are what its calls for one answer may take together, `prices` what their tokens cost.
    """

    name: str
    chain: "Runnable[Material, Draft | Refusal]"
    rewriter: "Runnable[Turns, str] | None" = None
    seeker: "Runnable[Sought, Draft] | None" = None
    seconds: float = 30.0
    prices: Prices = field(default_factory=Prices)


def built_in_answerer() -> Answerer:
    """The answerer that needs no language model."""
    from langchain_core.runnables import RunnableLambda

    from assistant.answer.write import write_answer

    return Answerer(name=BUILT_IN, chain=RunnableLambda(write_answer, name="built_in_answerer"))
