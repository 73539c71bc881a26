package dev.epicenter.render.readers;

import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Speedscope's schema, and the program itself, from the npm package that {@code ./check} installs. */
public final class Speedscope {
    private static final Path RELEASE = Project.ROOT.resolve("target/npm/node_modules/speedscope/dist/release");

    private Speedscope() {}

    static void check(String document) {
        try {
            String schema = Files.readString(folder().resolve("file-format-schema.json"));
            Schemas.check(Readers.schema(VersionFlag.V7, schema), document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder with the program's page; the test is skipped, loudly, where it is not installed. */
    public static Path folder() {
        if (!Files.isDirectory(RELEASE)) {
            String missing =
                    "SKIPPED what speedscope would read: " + RELEASE + " is missing; ./check installs it with npm";
            System.err.println(missing);
            Assumptions.abort(missing);
        }
        return RELEASE;
    }
}
