package dev.epicenter.render.json;

import dev.epicenter.model.Curve;
import java.io.IOException;

/** The elements of {@code curves}: what rules measured against what. */
final class CurveJson {
    private final JsonOut json;

    CurveJson(JsonOut json) {
        this.json = json;
    }

    void curve(Curve curve) throws IOException {
        json.object(() -> {
            json.text("id", curve.id());
            json.text("rule", curve.rule());
            json.text("title", curve.title());
            json.text("text", curve.text());
            json.textOrNull("method", curve.method());
            axis("x", curve.x());
            axis("y", curve.y());
            json.array("points", curve.points(), this::point);
            json.array("fit", curve.fit(), this::point);
            json.array("projection", curve.projection(), this::point);
            json.array(
                    "marks",
                    curve.marks(),
                    mark -> json.object(() -> {
                        json.decimal("x", mark.x());
                        json.text("label", mark.label());
                    }));
        });
    }

    private void axis(String name, Curve.Axis axis) throws IOException {
        json.object(name, () -> {
            json.text("label", axis.label());
            json.text("unit", axis.unit().id());
        });
    }

    private void point(Curve.Point point) throws IOException {
        json.object(() -> {
            json.decimal("x", point.x());
            json.decimal("y", point.y());
            json.decimal("low", point.low());
            json.decimal("high", point.high());
        });
    }
}
