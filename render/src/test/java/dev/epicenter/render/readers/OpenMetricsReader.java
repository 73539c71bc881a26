package dev.epicenter.render.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;

/** Prometheus's own client for Python, which holds the reference parser of OpenMetrics; and its parser of the older format. */
public final class OpenMetricsReader {
    private static final String PYTHON = Objects.requireNonNullElse(System.getenv("PYTHON"), "/usr/bin/python3");

    private static final String SCRIPT =
            """
            import sys
            from prometheus_client.openmetrics import parser as openmetrics
            from prometheus_client import parser as prometheus
            text = sys.stdin.buffer.read().decode('utf-8')
            samples = [s for f in openmetrics.text_string_to_metric_families(text) for s in f.samples]
            older = [s for f in prometheus.text_string_to_metric_families(text) for s in f.samples]
            assert len(samples) == len(older), (len(samples), len(older))
            for s in samples:
                print(s.name, sorted(s.labels.items()), s.value)
            """;

    private OpenMetricsReader() {}

    /** The samples as it tells them, a line each. */
    public static List<String> read(String document) {
        Tool.Run run = Tool.run(
                document, "apt-get install python3-prometheus-client", List.of(PYTHON, "-X", "utf8", "-c", SCRIPT));
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run.out().lines().toList();
    }
}
