"""Plain text: each line as it stands."""

from documents.lines import Line, split_lines


class PlainText:
    """A .txt file, often copied out of a printed page with its hard line breaks."""

    name = "text"
    extensions = ("txt", "text")
    is_markup = False
    example = "林区防火值班要点\n●周远\n\n一、值班前的准备\n\n检查电台和灭火机具。\n"

    def lines(self, text: str) -> list[Line]:
        """The lines of the text that are not blank."""
        return split_lines(text)
