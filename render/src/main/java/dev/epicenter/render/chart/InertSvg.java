package dev.epicenter.render.chart;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * Rewrites drawn SVG for a page with a strict content security policy: only shapes and text pass, style attributes (which
 * the policy blocks) become presentation attributes, colours become custom properties so that the chart follows the theme.
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
     * @throws XMLStreamException when the input is not well formed
     */
    static String of(String drawn) throws XMLStreamException {
        XMLInputFactory inputs = XMLInputFactory.newDefaultFactory();
        inputs.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        inputs.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader in = inputs.createXMLStreamReader(new StringReader(drawn));
        StringWriter text = new StringWriter(drawn.length());
        XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        int skipped = 0;
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (skipped > 0 || !ELEMENTS.contains(in.getLocalName())) {
                    skipped++;
                } else {
                    out.writeStartElement(in.getLocalName());
                    attributes(in, out);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (skipped > 0) {
                    skipped--;
                } else {
                    out.writeEndElement();
                }
            } else if (event == XMLStreamConstants.CHARACTERS && skipped == 0) {
                out.writeCharacters(in.getText());
            }
        }
        out.flush();
        return text.toString();
    }

    private static void attributes(XMLStreamReader in, XMLStreamWriter out) throws XMLStreamException {
        Map<String, String> attributes = new TreeMap<>();
        if (in.getLocalName().equals("svg")) {
            attributes.put("xmlns", "http://www.w3.org/2000/svg");
            attributes.put("aria-hidden", "true");
            attributes.put("focusable", "false");
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String name = in.getAttributeLocalName(i);
            if (name.equals("style")) {
                for (String declaration : in.getAttributeValue(i).split(";", -1)) {
                    int colon = declaration.indexOf(':');
                    if (colon > 0) {
                        put(
                                attributes,
                                declaration.substring(0, colon).strip(),
                                declaration.substring(colon + 1).strip());
                    }
                }
            } else {
                put(attributes, name, in.getAttributeValue(i));
            }
        }
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            out.writeAttribute(attribute.getKey(), attribute.getValue());
        }
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        boolean foreign = value.toLowerCase(Locale.ROOT).contains("url(") && !value.startsWith("url(#");
        if (ATTRIBUTES.contains(name) && !foreign) {
            attributes.put(name, Ink.of(value.replace(" ", "")).map(Ink::css).orElse(value));
        }
    }
}
