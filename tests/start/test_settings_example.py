"""`.env.example` names every setting there is, as it can be copied."""

import re

import environ

from kontakt.start.installation import PROJECT

EXAMPLE = (PROJECT / ".env.example").read_text()
SETTING = re.compile(r"^# ([A-Z_]+)=(.*)$", re.MULTILINE)


def test_every_setting_is_in_the_example():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (PROJECT / "kontakt" / "settings.py").read_text()))
    assert len(read) > 10
    assert read | {"KONTAKT_PYTHON", "KONTAKT_FORBID_SKIPS"} == {name for name, _ in SETTING.findall(EXAMPLE)}


def test_an_example_uncommented_is_the_value_and_nothing_more(tmp_path):
    (tmp_path / ".env").write_text(SETTING.sub(r"\1=\2", EXAMPLE))

    class Environment(environ.Env):
        ENVIRON = {}

    Environment.read_env(tmp_path / ".env")
    assert Environment.ENVIRON["KONTAKT_DATA_DIR"] == ".data"
    assert not [value for value in Environment.ENVIRON.values() if "#" in value]
