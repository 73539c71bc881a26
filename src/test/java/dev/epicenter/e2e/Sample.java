package dev.epicenter.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is left of a program that failed in a known way.
 *
 * @param id        of the program
 * @param jdk       feature release it ran on
 * @param files     the recording, and where it crashed the crash log
 * @param agent     whether our agent took part
 * @param truth     what happened, see samples/README.md
 */
record Sample(String id, String jdk, List<Path> files, boolean agent, JsonNode truth) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<List<Path>, Product.Run> RUNS = new ConcurrentHashMap<>();

    /** All of them, by id and release. */
    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        for (Path file : Product.files(Product.ROOT.resolve("samples/truth"), ".json")) {
            JsonNode truth = json(file);
            truth.path("recordings")
                    .properties()
                    .forEach(r -> samples.add(of(truth, r.getKey(), files(r.getValue()), false)));
            truth.path("agentRecordings")
                    .properties()
                    .forEach(r -> samples.add(of(truth, r.getKey(), files(r.getValue()), true)));
        }
        return samples;
    }

    private static List<Path> files(JsonNode named) {
        List<Path> files = new ArrayList<>();
        if (named.isArray()) {
            named.forEach(name -> files.add(Product.ROOT.resolve(name.asText())));
        } else {
            files.add(Product.ROOT.resolve(named.asText()));
        }
        return files;
    }

    /** With the agent more is seen, so that the truth may have members of its own for it. */
    private static Sample of(JsonNode truth, String jdk, List<Path> files, boolean agent) {
        ObjectNode told = truth.deepCopy();
        if (agent && truth.has("withAgent")) {
            told.setAll((ObjectNode) truth.path("withAgent"));
        }
        return new Sample(truth.path("id").asText(), jdk, files, agent, told);
    }

    /** The one that the README shows. */
    static Path ofReadme() {
        return Product.ROOT.resolve("samples/recordings/order-service-17.jfr");
    }

    /** What the product says of it; it is asked once. Of recordings with the agent in this process, since a process each takes minutes. */
    Product.Run analyzed() {
        return RUNS.computeIfAbsent(files, all -> {
            List<Object> arguments = new ArrayList<>(List.of("analyze", "--format", "json"));
            arguments.addAll(all);
            return agent ? Product.here(arguments.toArray()) : Product.run(arguments.toArray());
        });
    }

    /** The report, as JSON. */
    JsonNode report() {
        try {
            return JSON.readTree(analyzed().out());
        } catch (IOException e) {
            throw new AssertionError("no JSON from " + files + ": " + analyzed(), e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return id + " on JDK " + jdk + (agent ? " with the agent" : "");
    }
}
