package dev.epicenter.render.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/** A parser of CommonMark with GitHub's tables and links. */
public final class MarkdownReader {
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create(), AutolinkExtension.create()))
            .build();

    /** Text, and what its escapes are made of. */
    private static final Set<String> INLINE = Set.of("Text", "HtmlInline", "Code");

    private MarkdownReader() {}

    /** Finds no link, no picture and no HTML but the empty comments that we write. */
    static void read(String document) {
        List<String> intruders = new ArrayList<>();
        PARSER.parse(document).accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlInline html) {
                if (!html.getLiteral().equals("<!-- -->")) {
                    intruders.add(html.getLiteral());
                }
            }

            @Override
            public void visit(HtmlBlock html) {
                intruders.add(html.getLiteral());
            }

            @Override
            public void visit(Link link) {
                intruders.add(link.getDestination());
            }

            @Override
            public void visit(Image image) {
                intruders.add(image.getDestination());
            }
        });
        assertThat(intruders).isEmpty();
    }

    /** The kinds of the document's nodes in order, without what text is made of. */
    public static List<String> outline(String document) {
        List<String> kinds = new ArrayList<>();
        outline(PARSER.parse(document), kinds);
        return kinds;
    }

    private static void outline(Node node, List<String> kinds) {
        String kind = node.getClass().getSimpleName();
        if (!INLINE.contains(kind)) {
            kinds.add(kind);
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            outline(child, kinds);
        }
    }
}
