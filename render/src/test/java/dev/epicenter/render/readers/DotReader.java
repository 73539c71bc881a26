package dev.epicenter.render.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Graphviz itself. */
public final class DotReader {
    private DotReader() {}

    static void read(String document) {
        texts(document);
    }

    /** The texts that it draws. */
    public static List<String> texts(String document) {
        Tool.Run run = Tool.run(document, "apt-get install graphviz", List.of("dot", "-Tsvg"));
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return texts(parse(run.out()).getElementsByTagName("text"));
    }

    private static Document parse(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError("Graphviz drew no XML", e);
        }
    }

    private static List<String> texts(NodeList elements) {
        return IntStream.range(0, elements.getLength())
                .mapToObj(i -> elements.item(i).getTextContent())
                .toList();
    }
}
