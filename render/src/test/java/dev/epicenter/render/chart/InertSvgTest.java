package dev.epicenter.render.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class InertSvgTest {
    @Test
    void turnsInksIntoProperties() throws Exception {
        assertThat(inert("<svg><rect x=\"1\" fill=\"rgb(184,58,10)\" stroke=\"none\" style=\"fill:red\"/></svg>"))
                .contains("fill=\"var(--root,#b83a0a)\"", "stroke=\"none\"")
                .doesNotContain("style");
    }

    @Test
    void dropsWhatCouldActOrLoad() throws Exception {
        String svg =
                "<svg onload=\"x\"><script>alert(1)</script><image href=\"http://x/\"/><a href=\"javascript:x\"><rect/></a>"
                        + "<style>*{}</style><!-- x --><rect fill=\"url(http://x/)\"/><text>a &lt;b&gt;</text></svg>";
        assertThat(inert(svg))
                .doesNotContain("onload", "script", "image", "http://x", "<a", "style", "<!--", "url")
                .contains("a &lt;b&gt;");
    }

    @Test
    void keepsTheIdsOfOneChartApartFromThoseOfAnother() throws Exception {
        assertThat(inert("<svg><clipPath id=\"c\"/><rect clip-path=\"url(#c)\"/></svg>"))
                .contains("id=\"one-c\"", "clip-path=\"url(#one-c)\"");
    }

    private static String inert(String drawn) throws Exception {
        return InertSvg.of(
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(drawn)))
                        .getDocumentElement(),
                "one-");
    }
}
