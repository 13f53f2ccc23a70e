"""`minutier schema`: the contract of the record form."""


def schema() -> None:
    """Print the JSON Schema of the record form.

    It describes what `minutier extract` writes and `minutier show --json` prints.

    Example: minutier schema > record-form.schema.json
    """
    from minutier.output import print_json
    from models.record_form import json_schema

    print_json(json_schema())
