package dev.epicenter.analyzer.jmc;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.parser.IEventSink;
import org.openjdk.jmc.flightrecorder.parser.IEventSinkFactory;
import org.openjdk.jmc.flightrecorder.parser.IParserExtension;
import org.openjdk.jmc.flightrecorder.parser.ParserExtensionRegistry;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/** Whether JMC opens a recording: it decodes all of it, and gives the whole up for one flaw. */
public final class JmcOpens {
    private JmcOpens() {}

    /**
     * Reads a recording with JMC, keeping nothing.
     *
     * @return why it does not, on one line; empty when it does
     */
    public static String complaint(InputStream recording) throws IOException {
        List<IParserExtension> extensions = new ArrayList<>(ParserExtensionRegistry.getParserExtensions());
        extensions.add(new Nothing());
        JmcLog log = JmcLog.silence();
        try {
            JfrLoaderToolkit.loadEvents(recording, extensions);
            return "";
        } catch (CouldNotLoadRecordingException | RuntimeException e) {
            return String.valueOf(e).replaceAll("\\s+", " ");
        } finally {
            log.restore();
        }
    }

    /** Keeps no event. */
    private static final class Nothing implements IParserExtension {
        @Override
        public IEventSinkFactory getEventSinkFactory(IEventSinkFactory subFactory) {
            return new IEventSinkFactory() {
                @Override
                public IEventSink create(
                        String identifier,
                        String label,
                        String[] category,
                        String description,
                        List<ValueField> dataStructure) {
                    return values -> {};
                }

                @Override
                public void flush() {
                    // nothing was kept
                }
            };
        }
    }
}
