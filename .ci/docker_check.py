"""docker_check.py PROGRAM: checks of docker/ what can be checked without a container engine. Nothing is
built: that the images work is for a machine with an engine to say."""

import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import yaml

RUNS_AS_ROOT = {"", "0", "root"}
IMAGE = re.compile(r"^[\w./-]+(?::\d+/[\w./-]+)?:(?P<tag>[\w.-]+)$")


def instructions(text):
    """The Dockerfile as (instruction, rest) pairs, with continued lines joined and comments gone."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for line in re.sub(r"\\\n", " ", "\n".join(lines)).splitlines():
        if line.strip():
            name, _, rest = line.strip().partition(" ")
            yield name.upper(), rest.strip()


def is_pinned(image):
    match = IMAGE.match(image)
    return "@sha256:" in image or bool(match and match["tag"] != "latest")


def command_of(rest):
    """The exec form of a command, or nothing where it is written for a shell."""
    try:
        command = json.loads(rest)
    except ValueError:
        return None
    return command if isinstance(command, list) else None


def check_dockerfile(root, text):
    """Complaints about the file, and the commands that it gives the program."""
    complaints, commands = [], []
    stages, user, entrypoint, healthcheck, shell = set(), "", None, None, True
    for name, rest in instructions(text):
        if name == "FROM":
            image, _, stage = rest.partition(" AS ")
            if image not in stages and not is_pinned(image):
                complaints.append(f"FROM {image}: the image has no fixed tag")
            stages.add(stage.strip())
            user, entrypoint, healthcheck = "", None, None
            shell = "distroless" not in image
        elif name == "ADD":
            complaints.append("ADD fetches and unpacks by itself: use COPY")
        elif name == "COPY":
            options = [part for part in shlex.split(rest) if part.startswith("--")]
            sources = [part for part in shlex.split(rest) if not part.startswith("--")][:-1]
            origin = next((option.partition("=")[2] for option in options if option.startswith("--from=")), None)
            if origin is not None and origin not in stages:
                complaints.append(f"COPY --from={origin}: there is no such stage")
            if origin is None:
                complaints += [f"COPY {source}: there is no such file" for source in sources if not (root / source).exists()]
        elif name == "RUN":
            if not shell:
                complaints.append(f"RUN {rest}: the image has no shell")
            if "apt-get install" in rest and not ("--no-install-recommends" in rest and "/var/lib/apt/lists" in rest):
                complaints.append(f"RUN {rest}: leaves what is not needed in the layer")
        elif name == "WORKDIR" and not rest.startswith("/"):
            complaints.append(f"WORKDIR {rest}: is not absolute")
        elif name == "USER":
            user = rest.partition(":")[0]
        elif name == "ENTRYPOINT":
            entrypoint = command_of(rest)
            commands.append([])
        elif name == "CMD":
            if command_of(rest) is None:
                complaints.append(f"CMD {rest}: must be a list, for there is no shell")
            commands.append(command_of(rest) or [])
        elif name == "HEALTHCHECK":
            healthcheck = command_of(rest.partition(" CMD ")[2])
            commands.append((healthcheck or [])[1:])
    if user in RUNS_AS_ROOT:
        complaints.append("the last stage runs as root")
    for name, value in (("ENTRYPOINT", entrypoint), ("HEALTHCHECK", healthcheck)):
        if not value:
            complaints.append(f"the last stage has no {name} in the form of a list")
    return complaints, commands


def copied_sources(text):
    """What the stages take from the checkout."""
    for name, rest in instructions(text):
        parts = shlex.split(rest)
        if name == "COPY" and not any(part.startswith("--from=") for part in parts):
            yield from [part for part in parts if not part.startswith("--")][:-1]


def check_context(root, text, ignored):
    """Complaints about what the build lacks: cargo reads every member of the workspace before it builds one."""
    let_in = {line[1:] for line in ignored.splitlines() if line.startswith("!")}
    with tempfile.TemporaryDirectory() as folder:
        context = pathlib.Path(folder)
        for source in copied_sources(text):
            if source not in let_in:
                yield f"COPY {source}: the list of what is ignored keeps it out"
            elif (root / source).is_dir():
                shutil.copytree(root / source, context / source, ignore=shutil.ignore_patterns("node_modules", "target"))
            elif (root / source).exists():
                shutil.copy(root / source, context / source)
        run = subprocess.run(
            ["cargo", "metadata", "--locked", "--offline", "--no-deps", "--format-version", "1"],
            cwd=context, capture_output=True, text=True, check=False,
        )
        if run.returncode != 0:
            yield f"cargo cannot read the workspace that is copied: {run.stderr.strip()}"


def check_compose(folder, text):
    """Complaints about the file, and the commands that it gives the program."""
    complaints, commands = [], []
    document = yaml.safe_load(text)
    services = document["services"]
    for name, service in services.items():
        own = "build" in service
        if own:
            context = folder / service["build"].get("context", ".")
            if not (context / service["build"].get("dockerfile", "Dockerfile")).exists():
                complaints.append(f"{name}: its Dockerfile does not exist")
            commands.append(service.get("command", []))
            if not service.get("read_only") or service.get("cap_drop") != ["ALL"]:
                complaints.append(f"{name}: may write to its image or keeps capabilities")
            if "no-new-privileges:true" not in service.get("security_opt", []):
                complaints.append(f"{name}: may gain privileges")
        elif not is_pinned(service.get("image", "")):
            complaints.append(f"{name}: the image has no fixed tag")
        if service.get("privileged"):
            complaints.append(f"{name}: is privileged")
        complaints += [f"{name}: port {port} is open to the network" for port in service.get("ports", ())
                       if not str(port).startswith("127.0.0.1:")]
        for other in service.get("depends_on", {}):
            if other not in services:
                complaints.append(f"{name}: depends on {other}, which does not exist")
            elif service["depends_on"][other].get("condition") == "service_healthy" and "healthcheck" not in services[other]:
                complaints.append(f"{name}: waits for {other} to be healthy, which has no check")
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            if not source.startswith((".", "/")) and source not in document.get("volumes", {}):
                complaints.append(f"{name}: the volume {source} is not declared")
    return complaints, commands


def subcommand(command):
    words = []
    for word in command:
        if word.startswith("-"):
            break
        words.append(word)
    return words


def check_commands(program, commands):
    for words in sorted({tuple(subcommand(command)) for command in commands} - {()}):
        known = subprocess.run([program, *words, "--help"], capture_output=True, check=False).returncode == 0
        if not known:
            yield f"the program has no command '{' '.join(words)}'"


def check_settings(root, texts):
    described = set(re.findall(r"`(REGULARS_\w+)`", (root / "README.md").read_text(encoding="utf-8")))
    for name in sorted({name for text in texts for name in re.findall(r"\bREGULARS_[A-Z_]+", text)} - described):
        yield f"{name} is not in the README's table of settings"


def main(program):
    root = pathlib.Path(__file__).resolve().parent.parent
    folder = root / "docker"
    dockerfile = (folder / "Dockerfile").read_text(encoding="utf-8")
    ignored = (folder / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    compose = (folder / "compose.yaml").read_text(encoding="utf-8")
    image_complaints, image_commands = check_dockerfile(root, dockerfile)
    service_complaints, service_commands = check_compose(folder, compose)
    complaints = [
        *(f"Dockerfile: {complaint}" for complaint in image_complaints),
        *(f"Dockerfile: {complaint}" for complaint in check_context(root, dockerfile, ignored)),
        *(f"compose.yaml: {complaint}" for complaint in service_complaints),
        *check_commands(program, image_commands + service_commands),
        *check_settings(root, [dockerfile, compose]),
    ]
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
