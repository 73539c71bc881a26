package dev.epicenter.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What rules say of recordings. In this process: what the command line does is tested elsewhere, and there are many. */
final class Findings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<List<String>, List<Said>> KNOWN = new ConcurrentHashMap<>();

    private Findings() {}

    /** What a rule says. */
    record Said(String rule, String severity, String summary) {}

    /** Of these files together; they are analysed once. */
    static List<Said> of(List<Path> files, String... options) {
        List<String> arguments = new ArrayList<>(List.of("analyze", "--format", "json", "--quiet"));
        files.forEach(f -> arguments.add(f.toString()));
        arguments.addAll(List.of(options));
        return KNOWN.computeIfAbsent(arguments, Findings::ask);
    }

    private static List<Said> ask(List<String> arguments) {
        Product.Run run = Product.here(arguments.toArray());
        try {
            List<Said> said = new ArrayList<>();
            for (JsonNode f : JSON.readTree(run.out()).path("findings")) {
                said.add(new Said(
                        f.path("rule").asText(),
                        f.path("severity").asText(),
                        f.path("summary").asText()));
            }
            return List.copyOf(said);
        } catch (IOException e) {
            throw new AssertionError(run.err(), e);
        }
    }
}
