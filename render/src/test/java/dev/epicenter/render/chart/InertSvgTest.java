package dev.epicenter.render.chart;

import static org.assertj.core.api.Assertions.assertThat;

import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class InertSvgTest {
    @Test
    void turnsStylesIntoAttributesAndInksIntoProperties() throws XMLStreamException {
        assertThat(InertSvg.of("<svg><rect x=\"1\" style=\"fill:rgb(184,58,10);stroke:none\"/></svg>"))
                .contains("fill=\"var(--root,#b83a0a)\"", "stroke=\"none\"")
                .doesNotContain("style");
    }

    @Test
    void dropsWhatCouldActOrLoad() throws XMLStreamException {
        String svg =
                "<svg onload=\"x\"><script>alert(1)</script><image href=\"http://x/\"/><a href=\"javascript:x\"><rect/></a>"
                        + "<style>*{}</style><rect fill=\"url(http://x/)\" clip-path=\"url(#c)\"/><text>a &lt;b&gt;</text></svg>";
        assertThat(InertSvg.of(svg))
                .doesNotContain("onload", "script", "image", "http://x", "<a", "style")
                .contains("clip-path=\"url(#c)\"", "a &lt;b&gt;");
    }
}
