package dev.epicenter.render.readers;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.epicenter.render.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;

/** Who reads which format. Two are read in a browser by the end-to-end tests: HTML and Mermaid. */
public final class Readers {
    private static final JsonSchema SARIF = schema(VersionFlag.V7, resource("/schema/sarif-schema-2.1.0.json"));

    private Readers() {}

    /**
     * Has a document read.
     *
     * @throws AssertionError if its reader does not take it
     */
    public static void read(Format format, String document) {
        switch (format) {
            case HTML, MERMAID -> {}
            case JSON -> Schemas.check(report(), document);
            case TEXT -> TerminalReader.read(document);
            case MARKDOWN -> MarkdownReader.read(document);
            case SARIF -> Schemas.check(SARIF, document);
            case JUNIT -> JunitReader.read(document);
            case DOT -> DotReader.read(document);
            case COLLAPSED -> CollapsedReader.read(document);
            case SPEEDSCOPE -> Speedscope.check(document);
            case PROMETHEUS -> OpenMetricsReader.read(document);
            case OTLP_JSON -> OtlpReader.read(document);
        }
    }

    /** Ours; programs go by it. */
    private static JsonSchema report() {
        try {
            return schema(VersionFlag.V202012, Files.readString(Project.ROOT.resolve("docs/report.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonSchema schema(VersionFlag version, String text) {
        return JsonSchemaFactory.getInstance(version).getSchema(text);
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Readers.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
