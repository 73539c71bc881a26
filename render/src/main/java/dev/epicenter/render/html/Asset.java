package dev.epicenter.render.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * A style sheet or script of ours that stands inside of the page.
 *
 * @param text   as it stands between the tags
 * @param policy its source in the content security policy: the hash of {@code text}
 */
record Asset(String text, String policy) {
    static final Asset STYLE = load(
            "base.css",
            "answer.css",
            "path.css",
            "evidence.css",
            "charts.css",
            "topology.css",
            "explorer.css",
            "drawer.css",
            "print.css");
    /** One module: the files see each other's declarations, in this order. */
    static final Asset SCRIPT = load(
            "dom.js",
            "data.js",
            "clock.js",
            "drawer.js",
            "detail.js",
            "tasks.js",
            "timeline.js",
            "heatmap.js",
            "icicle.js",
            "explorer-rows.js",
            "explorer.js",
            "topology.js",
            "findings.js",
            "page.js");

    private static Asset load(String... names) {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            try (InputStream in = Objects.requireNonNull(Asset.class.getResourceAsStream(name), name)) {
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return new Asset(all.toString(), "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
