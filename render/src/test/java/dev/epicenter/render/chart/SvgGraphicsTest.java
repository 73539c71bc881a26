package dev.epicenter.render.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.font.TextAttribute;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.text.AttributedString;
import org.junit.jupiter.api.Test;

class SvgGraphicsTest {
    private final SvgGraphics graphics = new SvgGraphics(Ink::themed);

    @Test
    void joinsNeighboursThatLookTheSame() {
        graphics.setPaint(Ink.ROOT.color());
        graphics.fill(new Rectangle2D.Double(0, 0, 10, 4));
        graphics.fill(new Rectangle2D.Double(20.04, 0, 9.96, 4.25));
        graphics.draw(new Line2D.Double(0, 1, 2, 3));
        assertThat(graphics.elements())
                .isEqualTo(
                        """
                        <path fill="var(--root,#b83a0a)" d="M0 0h10v4h-10zM20 0h10v4.3h-10z"/>
                        <path fill="none" stroke="var(--root,#b83a0a)" d="M0 1L2 3"/>
                        """);
    }

    @Test
    void writesStrokesAndTransparency() {
        graphics.setPaint(new Color(1, 2, 3));
        graphics.setStroke(Look.DASHED);
        graphics.setComposite(AlphaComposite.SrcOver.derive(0.5f));
        graphics.draw(new Line2D.Double(0, 0, 9, 0));
        assertThat(graphics.elements())
                .contains("stroke=\"#010203\" stroke-opacity=\"0.5\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\"");
    }

    @Test
    void escapesTexts() {
        graphics.drawString("<b>&\"x\"</b>", 1, 2);
        assertThat(graphics.elements())
                .contains("x=\"1\" y=\"2\"")
                .contains("&lt;b&gt;&amp;")
                .doesNotContain("<b>");
    }

    @Test
    void turnsTextsWithTheGraphics() {
        graphics.translate(5, 5);
        graphics.drawString("upright", 1, 2);
        graphics.rotate(-Math.PI / 2);
        graphics.drawString("turned", 1, 2);
        assertThat(graphics.elements())
                .contains("<text x=\"6\" y=\"7\" font-size=\"12\" textLength=\"36.7\"")
                .contains("<text x=\"1\" y=\"2\" font-size=\"12\" transform=\"matrix(0 -1 1 0 5 5)\"");
    }

    @Test
    void cutsBoxesAtTheClipAndLeavesOutWhatIsOutside() {
        Graphics2D inside = (Graphics2D) graphics.create();
        inside.clip(new Rectangle2D.Double(0, 0, 10, 10));
        inside.fill(new Rectangle2D.Double(5, 5, 20, 20));
        inside.fill(new Rectangle2D.Double(50, 5, 20, 20));
        graphics.fill(new Rectangle2D.Double(50, 50, 1, 1));
        assertThat(graphics.elements()).contains("d=\"M5 5h5v5h-5zM50 50h1v1h-1z\"");
    }

    @Test
    void refusesWhatItCannotWrite() {
        AttributedString text = new AttributedString("x");
        text.addAttribute(TextAttribute.SIZE, 9);
        assertThatThrownBy(() -> graphics.drawString(text.getIterator(), 0, 0))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void measuresWithoutTheMachinesFonts() {
        assertThat(Look.SMALL.width("Illicit")).isBetween(20.0, 30.0);
        assertThat(Look.SMALL.width("MMMMMMM")).isBetween(65.0, 75.0);
        assertThat(Look.BOLD.width("abc")).isGreaterThan(Look.SMALL.width("abc"));
        assertThat(Look.SMALL.width("\ud55c\uae00")).isEqualTo(24);
    }
}
