package dev.epicenter.render.json;

import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.RateProfile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The elements of {@code series}: every kind of failure, also those of no incident. */
final class SeriesJson {
    /** Frames of each; those of a root cause are written in greater depth there. */
    private static final int FRAMES = 5;

    private final JsonOut json;
    private final Parts parts;

    SeriesJson(JsonOut json, Parts parts) {
        this.json = json;
        this.parts = parts;
    }

    void write(FailureSeries series) throws IOException {
        json.object(() -> {
            json.number("id", series.id());
            json.text("fingerprint", series.fingerprint());
            json.text("type", series.type());
            parts.site(series.site());
            parts.frames(series.stack().frames(), FRAMES);
            json.number("count", series.count());
            json.number("threads", series.threads());
            json.time("first", series.first());
            json.time("last", series.last());
            json.flag("background", series.background());
            json.numbers("overTime", overTime(series.profile()));
        });
    }

    private static Map<String, Long> overTime(RateProfile profile) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < profile.size(); i++) {
            if (profile.count(i) > 0) {
                counts.put(profile.startOf(i).toString(), profile.count(i));
            }
        }
        return counts;
    }
}
