"""The chat on somebody else's page: another origin, hostile styles, a page that must not change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import RunningBot, free_port, start_bot, stop
from tests.web.conftest import PRICE, Chat

pytestmark = pytest.mark.slow

HOST_PAGE = """<!doctype html><html lang="da"><head><meta charset="utf-8"><title>En anden side</title><style>
html { font-size: 62.5% }
* { color: red !important; letter-spacing: 3px !important; text-transform: uppercase !important }
button, a, textarea, summary { display: none !important; font-size: 60px !important }
div, ol, li, p, h2, h3, section, form { position: absolute !important; width: 40px !important }
main { height: 3000px }
traenings-chat { display: none !important; opacity: 0 !important }
</style><script src="{bot}/widget.js" data-municipality="herlev" defer></script></head>
<body><main><h1 id="own">Vores egen side</h1></main></body></html>"""
LOOKS = """() => { const looks = getComputedStyle(document.querySelector("#own"));
    return JSON.stringify([...looks].map((name) => looks[name])) }"""

Host = tuple[str, RunningBot]
NewPage = Callable[..., Page]


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """Another site, and a bot that lets it use the chat."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    allowing = start_bot(tmp_path_factory.mktemp("widget"), ALLOWED_ORIGINS=origin)

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = (
                HOST_PAGE.replace("{bot}", allowing.url)
                if self.path == "/"
                else "<h1 id='own'>Uden chat</h1>"
            )
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield origin, allowing
    server.shutdown()
    server.server_close()
    stop(allowing)


def test_it_answers_on_another_origin_whatever_the_page_styles(page: Page, host: Host) -> None:
    chat = Chat(page)
    page.goto(host[0])
    expect(chat.field).not_to_be_visible()
    page.get_by_role("button", name="Spørg om træning").click()
    expect(chat.answers).to_have_count(1)
    answer = chat.ask(PRICE)
    expect(answer).to_contain_text("25 kr")
    looks = answer.locator("p").first.evaluate("""(element) => { const looks = getComputedStyle(element);
        return [looks.color, looks.letterSpacing, looks.textTransform, looks.fontSize, looks.position] }""")
    assert looks == ["rgb(26, 26, 26)", "normal", "none", "17px", "static"]
    chat.press("Hjalp svaret? Ja")
    expect(chat.status).to_have_text("Tak for dit svar.")
    chat.choose("Slet samtalen")
    chat.press("Ja, slet den")
    expect(chat.status).to_contain_text("kvittering")


def test_it_neither_opens_by_itself_nor_changes_the_page(page: Page, host: Host) -> None:
    page.route("**/widget.js", lambda route: route.abort())
    page.goto(host[0])
    before = page.evaluate(LOOKS)
    page.unroute("**/widget.js")
    page.reload()
    page.get_by_role("button", name="Spørg om træning").wait_for()
    assert page.evaluate(LOOKS) == before
    counts = (
        "[document.styleSheets.length, document.adoptedStyleSheets.length, document.body.children.length]"
    )
    assert page.evaluate(counts) == [1, 0, 2]
    assert page.evaluate("Object.keys(sessionStorage).length + document.cookie.length") == 0


def test_the_page_stays_where_it_is_while_the_talk_scrolls(page: Page, host: Host) -> None:
    chat = Chat(page)
    page.goto(host[0])
    page.evaluate("scrollTo(0, 500)")
    page.get_by_role("button", name="Spørg om træning").click()
    chat.ask("Hvem kan få genoptræning?")
    expect(chat.ask(PRICE).get_by_role("heading")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 500


def test_escape_closes_it_and_the_focus_goes_back(page: Page, host: Host) -> None:
    chat = Chat(page)
    page.goto(host[0])
    launch = page.get_by_role("button", name="Spørg om træning")
    launch.focus()
    page.keyboard.press("Enter")
    expect(launch).to_have_attribute("aria-expanded", "true")
    expect(chat.field).to_be_focused()
    page.keyboard.press("Escape")
    expect(chat.field).not_to_be_visible()
    expect(launch).to_be_focused()
    expect(launch).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("size", [(320, 640), (1280, 500)])
def test_where_there_is_little_room_it_is_a_link_to_the_full_page(
    size: tuple[int, int], new_page: NewPage, host: Host
) -> None:
    page = new_page(*size)
    page.goto(host[0])
    page.get_by_role("link", name="Spørg om træning").click()
    expect(page).to_have_url(f"{host[1].url}/chat?municipality=herlev")


def test_colours_that_cannot_be_read_give_way_to_our_own(page: Page, host: Host) -> None:
    page.goto(host[0])
    page.get_by_role("button", name="Spørg om træning").wait_for()
    page.evaluate("""() => { const chat = document.querySelector("traenings-chat");
        chat.style.setProperty("--tg-strong", "#ffff99"); chat.style.setProperty("--tg-border", "#123456");
        chat.setAttribute("municipality", "broendby") }""")
    page.get_by_role("button", name="Spørg om træning").click()
    send = page.get_by_role("button", name="Send", exact=True)
    assert send.evaluate("(element) => getComputedStyle(element).backgroundColor") == "rgb(0, 74, 148)"


def test_another_municipality_is_another_talk(page: Page, host: Host) -> None:
    chat = Chat(page)
    page.goto(host[0])
    page.get_by_role("button", name="Spørg om træning").click()
    chat.ask(PRICE)
    page.evaluate("document.querySelector('traenings-chat').setAttribute('municipality', 'broendby')")
    expect(chat.answers.first).to_contain_text("Brøndby")
    expect(chat.asked).to_have_count(0)
    page.evaluate("document.querySelector('traenings-chat').setAttribute('municipality', 'herlev')")
    expect(chat.asked.first).to_contain_text(PRICE)


def test_the_demo_page_opens_the_chat_of_the_chosen_municipality(page: Page, bot: RunningBot) -> None:
    chat = Chat(page)
    page.goto(bot.url)
    page.get_by_label("Vælg kommune").select_option(label="Herlev Kommune")
    expect(page.get_by_text("Chatten svarer for Herlev Kommune.")).to_be_visible()
    page.get_by_role("button", name="Åbn chatten").click()
    expect(chat.field).to_be_focused()
    expect(chat.answers.first).to_contain_text("Herlev Kommune")
