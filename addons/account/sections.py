"""Lines of documents stand in sections: those of invoices, orders and templates."""


def find_section_parents(lines):
    """Return {line: the section or subsection it stands in}, an empty one for none.

    The lines are all those of one document; those of a sequence stay as they are.
    """
    found = {}
    section = subsection = lines.browse()
    for line in lines.sorted("sequence"):
        if line.display_type == "line_section":
            found[line] = subsection = lines.browse()
            section = line
        elif line.display_type == "line_subsection":
            found[line], subsection = section, line
        else:
            found[line] = subsection or section
    return found
