package dev.epicenter.render.chart;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Curve;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.texts.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.text.TextUtils;

/** The charts of a diagnosis. */
public final class Charts {
    static {
        // Draw rotated text with the graphics' own rotation and not as glyphs, and measure as our fonts do.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private Charts() {}

    /**
     * Those that the diagnosis has data for, in the order of the page. Texts are shown as they are: hide secrets and make
     * control characters visible before.
     */
    public static List<Chart> all(Diagnosis diagnosis) {
        Analysis analysis = diagnosis.analysis();
        Clock clock = Clock.of(analysis.recording());
        List<Chart> charts = new ArrayList<>();
        TimelineChart.of(analysis, clock).ifPresent(charts::add);
        HeatMapChart.of(analysis, clock).ifPresent(charts::add);
        for (Curve curve : diagnosis.curves()) {
            CurveChart.of(curve, clock).ifPresent(charts::add);
        }
        ThrownAgainstRecorded.of(analysis, clock).ifPresent(charts::add);
        ThrowSitesChart.of(analysis).ifPresent(charts::add);
        return charts;
    }
}
