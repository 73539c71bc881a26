package dev.epicenter.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers why it could not be written, which {@link PrintWriter} does not. A reader that has seen
 * enough ({@code epicenter … | head}) is no failure.
 */
final class StandardOutput extends FilterOutputStream {
    private @Nullable IOException failure;

    StandardOutput(OutputStream stream) {
        super(new BufferedOutputStream(stream, 1 << 16));
    }

    /** Always UTF-8: the reports are, whatever the locale. */
    PrintWriter writer() {
        return new PrintWriter(new OutputStreamWriter(this, StandardCharsets.UTF_8));
    }

    /** Why not everything was written; empty when all was, or nobody wanted the rest. */
    Optional<String> failure() {
        return Optional.ofNullable(failure)
                .map(e -> Optional.ofNullable(e.getMessage()).orElse(e.toString()))
                .filter(message -> !message.toLowerCase(Locale.ROOT).contains("pipe"));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException e) {
        if (failure == null) {
            failure = e;
        }
        return e;
    }
}
