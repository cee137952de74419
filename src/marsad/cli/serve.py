"""`marsad serve`: the desk in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from .desk_option import DEFAULT, DeskOption


def serve(
    desk: DeskOption = DEFAULT,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; what others can reach needs --auth.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any free one.")] = 8765,
    auth: Annotated[bool, typer.Option("--auth", help="Ask for a name and password (see marsad user).")] = False,
    public_url: Annotated[
        str | None, typer.Option(metavar="URL", help="What people type where a reverse proxy stands in front.")
    ] = None,
    max_upload: Annotated[int, typer.Option(metavar="MB", min=1, help="Largest upload.")] = 200,
    open_: Annotated[bool, typer.Option("--open", help="Open the desk in the browser.")] = False,
) -> None:
    """Serve a desk, which is made if it isn't there, as a web application. Ctrl-C ends it.

    Only this machine reaches it unless told otherwise. Without --auth whoever works on this machine may read and
    change everything. Exit code 2 if the desk can't be served so.
    """
    import logging

    from marsad.desk import DeskError
    from marsad.web.server import ServeError
    from marsad.web.server import serve as run
    from marsad.web.settings import Settings

    from .messages import FAILED, WRONG_USE, give_up, warn

    def ready(address: str) -> None:
        warn(f"the desk is at {address} (Ctrl-C ends it)")
        if open_:
            import webbrowser

            webbrowser.open(address)

    logging.basicConfig(level=logging.WARNING, format="marsad: %(levelname)s %(name)s: %(message)s")
    try:
        settings = Settings(auth=auth, public_url=public_url, upload_bytes=max_upload * 1_000_000)
        run(desk, settings, host, port, ready=ready)
    except DeskError as error:
        give_up(error, FAILED)
    except (ServeError, ValueError) as error:
        give_up(error, WRONG_USE)
