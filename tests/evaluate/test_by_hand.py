"""What the tests of evaluation make by hand has the published shapes."""

import jsonschema

from assistant.evaluate.schemas import evaluation_schemas
from assistant.render.schemas import published_schema
from tests.evaluate.by_hand import answer, check, figure, refused, result, run_of


def test_answers_and_checks_made_by_hand_have_the_published_shapes() -> None:
    jsonschema.validate(answer("It is 86%.", figure()), published_schema("answer"))
    jsonschema.validate(refused(), published_schema("answer"))
    jsonschema.validate(check(("contradicted", "86%")), published_schema("check"))


def test_a_run_made_by_hand_has_the_published_shape() -> None:
    schema = evaluation_schemas()["run"]
    run = run_of(result(), result("b", "partly", why="does not show 8%"))

    jsonschema.validate(run.head, schema)
    jsonschema.validate(run.results[1].to_json(), schema)
    jsonschema.validate({"end": run.end}, schema)
