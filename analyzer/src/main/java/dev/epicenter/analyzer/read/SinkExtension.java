package dev.epicenter.analyzer.read;

import java.util.List;
import org.openjdk.jmc.flightrecorder.jdk.JdkTypeIDs;
import org.openjdk.jmc.flightrecorder.parser.IConstantPoolExtension;
import org.openjdk.jmc.flightrecorder.parser.IEventSink;
import org.openjdk.jmc.flightrecorder.parser.IEventSinkFactory;
import org.openjdk.jmc.flightrecorder.parser.IParserExtension;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/** Leads JMC's events into our sinks: none goes on to JMC, so JMC builds no items. */
final class SinkExtension implements IParserExtension {
    private final ChunkScope scope;
    private final EventSinks sinks;

    SinkExtension(ChunkScope scope) {
        this.scope = scope;
        this.sinks = new EventSinks(scope);
    }

    @Override
    public IEventSinkFactory getEventSinkFactory(IEventSinkFactory unused) {
        return new IEventSinkFactory() {
            @Override
            public IEventSink create(
                    String type, String label, String[] category, String description, List<ValueField> fields) {
                long[] count = count(type);
                IEventSink sink = sinks.of(type, fields);
                if (sink == null) {
                    return values -> count[0]++;
                }
                return values -> {
                    count[0]++;
                    sink.addEvent(values);
                };
            }

            @Override
            public void flush() {}
        };
    }

    @Override
    public IConstantPoolExtension createConstantPoolExtension() {
        return new ChunkConstants(scope);
    }

    /**
     * Goes before JMC's own extension, which drops the throw events of Errors because jdk.JavaErrorThrow has them: that event
     * may be switched off, so they are set aside here. JMC's extension does nothing else to throw events and is left out.
     */
    IParserExtension throwsFirst() {
        return new IParserExtension() {
            @Override
            public IEventSinkFactory getEventSinkFactory(IEventSinkFactory next) {
                return new IEventSinkFactory() {
                    @Override
                    public IEventSink create(
                            String type, String label, String[] category, String description, List<ValueField> fields) {
                        return type.equals(JdkTypeIDs.EXCEPTIONS_THROWN)
                                ? sinks.exceptions(fields, count(type))
                                : next.create(type, label, category, description, fields);
                    }

                    @Override
                    public void flush() {
                        next.flush();
                    }
                };
            }
        };
    }

    private long[] count(String type) {
        return scope.counts.computeIfAbsent(type, t -> new long[1]);
    }
}
