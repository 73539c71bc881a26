package dev.epicenter.render.chart;

import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * Writes drawn SVG for a page with a strict content security policy: only shapes, text and presentation attributes pass,
 * since the policy blocks style attributes; colours become custom properties so that the chart follows the theme.
 */
final class InertSvg {
    private static final Set<String> ELEMENTS = Set.of(
            "svg",
            "g",
            "defs",
            "clipPath",
            "rect",
            "path",
            "line",
            "text",
            "tspan",
            "circle",
            "ellipse",
            "polygon",
            "polyline");
    private static final Set<String> ATTRIBUTES = Set.of(
            "id",
            "viewBox",
            "x",
            "y",
            "x1",
            "x2",
            "y1",
            "y2",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "width",
            "height",
            "d",
            "points",
            "transform",
            "clip-path",
            "fill",
            "fill-opacity",
            "fill-rule",
            "stroke",
            "stroke-opacity",
            "stroke-width",
            "stroke-dasharray",
            "stroke-linecap",
            "stroke-linejoin",
            "stroke-miterlimit",
            "opacity",
            "font-size",
            "font-weight",
            "font-style",
            "text-anchor");

    private InertSvg() {}

    /**
     * The inert form.
     *
     * @param prefix goes before every id and reference, so that several charts fit on one page
     */
    static String of(Element drawn, String prefix) throws XMLStreamException {
        StringWriter text = new StringWriter();
        XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        write(drawn, prefix, out);
        out.flush();
        return text.toString();
    }

    private static void write(Node node, String prefix, XMLStreamWriter out) throws XMLStreamException {
        if (node instanceof Text text) {
            out.writeCharacters(text.getData());
        } else if (node instanceof Element element && ELEMENTS.contains(element.getTagName())) {
            out.writeStartElement(element.getTagName());
            attributes(element, prefix, out);
            for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
                write(child, prefix, out);
            }
            out.writeEndElement();
        }
    }

    private static void attributes(Element element, String prefix, XMLStreamWriter out) throws XMLStreamException {
        Map<String, String> attributes = new TreeMap<>();
        if (element.getTagName().equals("svg")) {
            attributes.put("xmlns", "http://www.w3.org/2000/svg");
            attributes.put("aria-hidden", "true");
            attributes.put("focusable", "false");
        }
        NamedNodeMap drawn = element.getAttributes();
        for (int i = 0; i < drawn.getLength(); i++) {
            put(attributes, prefix, drawn.item(i).getNodeName(), drawn.item(i).getNodeValue());
        }
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            out.writeAttribute(attribute.getKey(), attribute.getValue());
        }
    }

    private static void put(Map<String, String> attributes, String prefix, String name, String value) {
        if (!ATTRIBUTES.contains(name)) {
            return;
        }
        if (name.equals("id")) {
            attributes.put(name, prefix + value);
        } else if (value.startsWith("url(#")) {
            attributes.put(name, "url(#" + prefix + value.substring(5));
        } else if (!value.toLowerCase(Locale.ROOT).contains("url(")) {
            attributes.put(name, Ink.of(value.replace(" ", "")).map(Ink::css).orElse(value));
        }
    }
}
