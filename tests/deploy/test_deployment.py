"""The files that put Kontakt into service: what they name is there, and they agree with one another."""

import configparser
import re
import shutil
import subprocess

import pytest
import yaml

from kontakt.start.installation import PROJECT
from tests.start.test_settings_example import SETTING

DEPLOY = PROJECT / "deploy"
PROXY = (DEPLOY / "nginx.conf.template").read_text()
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
OURS = ("web-a", "web-b", "worker", "beat", "migrate", "backup")
GRACE = int(
    re.search(r"^graceful_timeout = (\d+)$", (PROJECT / "kontakt" / "gunicorn.py").read_text(), re.MULTILINE)[1]
)


def example(name: str) -> dict[str, str]:
    lines = (DEPLOY / "examples" / name).read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.fixture(scope="module")
def services() -> dict[str, dict]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]


def seconds(span: str) -> int:
    number, unit = re.fullmatch(r"(\d+)(s|m|)", span).groups()
    return int(number) * (60 if unit == "m" else 1)


class Unit(configparser.RawConfigParser):
    """A unit of systemd; what is said twice is a line each."""

    optionxform = staticmethod(str)

    def __init__(self, path) -> None:
        super().__init__(strict=False, interpolation=None)
        self.text = path.read_text()
        self.read_string(self.text)

    def all(self, name: str) -> list[str]:
        return re.findall(rf"^{name}=(.*)$", self.text, re.MULTILINE)


# Settings


@pytest.mark.parametrize("name", ["kontakt.env", "owner.env"])
def test_the_examples_say_only_what_settings_know(name):
    known = {setting for setting, _ in SETTING.findall((PROJECT / ".env.example").read_text())}
    assert example(name).keys() <= known


def test_the_examples_say_all_that_production_needs_and_agree():
    kontakt, owner, postgres = example("kontakt.env"), example("owner.env"), example("postgres.env")
    assert {"DATABASE_URL", "CELERY_BROKER_URL", "SECRET_KEY", "ALLOWED_HOSTS", "KONTAKT_URL"} <= kontakt.keys()
    roles = (DEPLOY / "postgres-roles.sh").read_text()
    for settings, variable in ((kontakt, "APPLICATION_PASSWORD"), (owner, "OWNER_PASSWORD")):
        role, password, place = re.fullmatch(r"postgres://(\w+):(\w+)@(.*)", settings["DATABASE_URL"]).groups()
        assert password == postgres[variable]
        assert place == "db:5432/kontakt"
        assert f"CREATE ROLE {role} LOGIN" in roles
        assert f"\\getenv {role.removeprefix('kontakt_').replace('kontakt', 'application')} {variable}" in roles


def test_the_proxy_is_told_all_that_it_asks_for(services):
    asked = set(re.findall(r"\$\{(\w+)\}", PROXY))
    assert asked == example("proxy.env").keys()
    web = [services[name]["networks"]["outside"]["ipv4_address"] for name in ("web-a", "web-b")]
    assert re.findall(r"server ([\d.]+):8000", example("proxy.env")["KONTAKT_WEB"]) == web


def test_the_proxy_says_who_asks_in_its_own_words_and_keeps_the_measurements_inside():
    for header, said in (("X-Forwarded-For", "$remote_addr"), ("X-Forwarded-Proto", "$scheme"), ("Forwarded", '""')):
        assert f"proxy_set_header {header} {said};" in PROXY
    [inside] = re.findall(r"location ~ (\S+) \{\s+return 404;", PROXY)
    assert all(re.search(inside, path) for path in ("/metrics", "/metrics/", "/readyz", "/healthz"))
    assert not re.search(inside, "/kommuner/metrics/")


def test_secrets_are_never_committed(services):
    for name in {file for service in services.values() for file in files_of(service)}:
        ignored = subprocess.run(["git", "check-ignore", "--quiet", f"deploy/{name}"], cwd=PROJECT, check=False)
        assert ignored.returncode == 0, name


# The image


def test_the_image_has_what_runs_and_nothing_else():
    tracked = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    folders = {line.split("/")[0] for line in tracked.splitlines() if "/" in line}
    let_in = set(re.findall(r"^!(.+)$", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.MULTILINE))
    assert all((PROJECT / name).exists() for name in let_in)
    assert {name for name in let_in if (PROJECT / name).is_dir()} == folders - {"docs", "tests", "deploy", ".ci"}


def test_the_image_is_built_with_the_versions_that_are_tested():
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    bootstrap = (PROJECT / "kontakt" / "start" / "bootstrap.sh").read_text()
    assert f"/uv:{re.search(r'^UV_VERSION=(.+)$', bootstrap, re.MULTILINE)[1]} " in dockerfile
    python = (PROJECT / ".python-version").read_text().strip()
    assert set(re.findall(r"^FROM python:([\d.]+)", dockerfile, re.MULTILINE)) == {python}
    assert "uv sync --frozen --no-dev" in dockerfile
    assert re.search(r"^USER 10001:10001$", dockerfile, re.MULTILINE)


# Compose


def test_every_service_comes_up_again_within_bounds(services):
    for name, service in services.items():
        assert service["restart"] == ("no" if name in ("migrate", "backup") else "unless-stopped"), name
        assert {"mem_limit", "logging"} <= service.keys(), name
        assert all((DEPLOY / "examples" / file).exists() for file in files_of(service)), name
        for volume in service.get("volumes", []):
            place = volume.split(":")[0]
            assert not place.startswith("./") or place in ("./certs", "./backups") or (DEPLOY / place).exists(), volume


def files_of(service: dict) -> list[str]:
    files = service.get("env_file", [])
    return [files] if isinstance(files, str) else files


def test_ours_run_as_little_as_they_can_and_are_reached_by_the_proxy_only(services):
    for name in OURS:
        assert services[name]["read_only"], name
        assert services[name]["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in services[name]["security_opt"], name
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert [services[name]["networks"] for name in ("proxy", "db", "redis")] == [["outside"], ["inside"], ["inside"]]


def test_whoever_is_stopped_has_time_to_end_what_it_has_begun(services):
    assert seconds(services["web-a"]["stop_grace_period"]) > GRACE
    assert seconds(services["worker"]["stop_grace_period"]) >= 60
    assert seconds(Unit(DEPLOY / "systemd" / "kontakt-web.service")["Service"]["TimeoutStopSec"]) > GRACE
    assert seconds(Unit(DEPLOY / "systemd" / "kontakt-worker.service")["Service"]["TimeoutStopSec"]) >= 60


# systemd


def test_both_ways_into_service_run_the_same_commands(services):
    for name, one_off in (("worker", False), ("beat", False), ("backup", True)):
        there = " ".join(services[name]["command"])
        here = Unit(DEPLOY / "systemd" / f"kontakt-{name}.service").all("ExecStart")[0]
        assert here.removeprefix("/opt/kontakt/current/.venv/bin/") == there, (name, one_off)
    image = re.search(r'^CMD \["gunicorn", (.*)\]$', (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)[1]
    web = Unit(DEPLOY / "systemd" / "kontakt-web.service").all("ExecStart")[0]
    assert [word for word in web.split()[1:] if f'"{word}"' not in image] == []


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_every_unit_is_shut_in(path):
    unit = Unit(path)["Service"]
    for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "ProtectKernelTunables", "RestrictSUIDSGID"):
        assert unit[name] == "yes"
    assert (unit["User"], unit["ProtectSystem"], unit["CapabilityBoundingSet"]) == ("kontakt", "strict", "")
    assert unit["StateDirectory"] == "kontakt"


def test_systemd_understands_the_units(tmp_path):
    """Skips nothing where systemd is not installed: what can be read without it is, above."""
    program = shutil.which("systemd-analyze")
    if program is None:
        return
    units, programs = (
        tmp_path / "etc" / "systemd" / "system",
        tmp_path / "opt" / "kontakt" / "current" / ".venv" / "bin",
    )
    shutil.copytree(DEPLOY / "systemd", units)
    programs.mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    for name in (programs / "gunicorn", programs / "celery", programs / "python", tmp_path / "bin" / "kill"):
        name.write_text("#!/bin/sh\n")
        name.chmod(0o755)
    for target in ("basic", "sysinit", "shutdown", "sockets", "timers", "network-online", "multi-user"):
        (units / f"{target}.target").write_text("[Unit]\nDefaultDependencies=no\n")
    (units / "system.slice").write_text("[Slice]\n")
    (units / "-.slice").write_text("[Slice]\n")
    ours = [units / unit.name for unit in UNITS]
    done = subprocess.run(
        [program, "verify", f"--root={tmp_path}", "--man=no", "--recursive-errors=no", *ours],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
