"""The chat page as a person uses it. Everything waits for what it needs."""

from playwright.sync_api import Locator, Page, expect


class ChatPage:
    """One tab."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def open(self) -> None:
        """Load the page and wait until it is connected."""
        self.page.goto(self.address)
        self.wait_until_connected()

    def wait_until_connected(self) -> None:
        """A starter can be pressed only once the socket is there."""
        self.page.locator("#starters button").first.click()
        starter = self.page.locator("#starters button[id^=starter-]").first
        expect(starter).to_be_enabled()

    def ask(self, question: str) -> Locator:
        """Type a question, send it, wait for the end of the answer; the answer."""
        before = self.answers.count()
        self.page.locator("#chat-input").fill(question)
        self.page.locator("#chat-submit").click()
        return self.answer(before)

    def answer(self, number: int) -> Locator:
        """The answer with this number from 0, once it is complete."""
        answer = self.answers.nth(number)
        expect(answer.get_by_role("button").first).to_be_visible()
        return answer

    def wait_until_resumed(self, answers: int) -> None:
        """Wait until a kept conversation is there again and can be gone on with."""
        expect(self.answers).to_have_count(answers)
        expect(self.page.locator("#chat-input")).to_be_visible()

    def open_list(self) -> Locator:
        """Open the list of conversations; its entries."""
        self.page.locator("#header #sidebar-trigger-button").click()
        return self.threads

    def choose(self, entry: Locator, what: str) -> None:
        """Choose from the menu of a conversation in the list: `rename` or `delete`."""
        entry.hover()
        entry.locator("#thread-options").click()
        self.page.locator(f"#{what}-thread").click()

    @property
    def threads(self) -> Locator:
        """The conversations in the list."""
        return self.page.locator("#thread-history li[id^=thread-]")

    @property
    def answers(self) -> Locator:
        return self.page.locator(".ai-message")

    @property
    def questions(self) -> Locator:
        return self.page.locator('[data-step-type="user_message"]')

    @property
    def sources(self) -> Locator:
        """The panel of sources."""
        return self.page.locator("#page-sources")

    def marker(self, answer: Locator, number: int) -> Locator:
        """The first mark 〔number〕 in an answer."""
        return answer.locator("a[href^='/sources/']", has_text=f"〔{number}〕").first

    def follow_ups(self, answer: Locator) -> Locator:
        """The questions offered under an answer."""
        return answer.locator("button:has(svg[class*=message-circle-question])")
