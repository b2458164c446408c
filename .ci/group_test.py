"""Scripts that are told to end take along what they started, and leave no folder."""

import os
import pathlib
import signal
import subprocess
import tempfile
import unittest

CI = pathlib.Path(__file__).resolve().parent


def commands():
    """The command lines of all processes."""
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue


def those_with(folder):
    """The processes that were started with this folder for temporary files, whatever they have become."""
    for path in pathlib.Path("/proc").glob("[0-9]*/environ"):
        try:
            if folder.encode() in path.read_bytes():
                yield str(path)
        except OSError:
            continue


def heed():
    """A shell heeds no signal that was ignored when it began, as an interrupt is in the background of another shell."""
    for told in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(told, signal.SIG_DFL)


class Ending(unittest.TestCase):
    def ended(self, arguments, told):
        """Runs a command in a folder for temporary files until it prints a line, and has it end."""
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o777)
            process = subprocess.Popen(
                arguments,
                env={**os.environ, "TMPDIR": folder},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                text=True,
                preexec_fn=heed,
            )
            marked = process.stdout.readline().strip()
            process.send_signal(told)
            status = process.wait()
            process.stdout.close()
            left = [command for command in commands() if folder in command or marked in command.split()]
            left += list(those_with(folder))
            self.assertEqual(left, [])
            self.assertEqual(os.listdir(folder), [])
            return status

    # The number by which the sleeper is found again is its own process id: nobody else sleeps for that long.
    SLEEPER = 'echo "987$$"; sleep "987$$"; true'

    def test_a_group_ends_with_its_script(self):
        script = f'. {CI}/group; trap_ends; in_group "$@"'
        for told, status in ((signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)):
            arguments = ["bash", "-c", script, "script", "bash", "-c", f"({self.SLEEPER}); true"]
            self.assertEqual(self.ended(arguments, told), status)

    def test_a_database_server_ends_with_its_script(self):
        self.assertEqual(self.ended([CI / "postgres", "bash", "-c", self.SLEEPER], signal.SIGTERM), 143)

    def test_what_a_command_leaves_running_ends_with_it(self):
        script = f". {CI}/group; in_group bash -c 'sleep 98712345 & true'"
        subprocess.run(["bash", "-c", script], stdin=subprocess.DEVNULL, check=True)
        self.assertFalse([command for command in commands() if "sleep 98712345" in command])

    def test_the_status_is_the_commands(self):
        script = f". {CI}/group; in_group bash -c 'exit 7'"
        self.assertEqual(subprocess.run(["bash", "-c", script], stdin=subprocess.DEVNULL).returncode, 7)


if __name__ == "__main__":
    unittest.main()
