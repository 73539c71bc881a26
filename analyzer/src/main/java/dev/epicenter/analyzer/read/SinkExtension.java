package dev.epicenter.analyzer.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCFrame;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.flightrecorder.jdk.JdkTypeIDs;
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
                long[] count = scope.counts.computeIfAbsent(type, t -> new long[1]);
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

    /**
     * Goes before JMC's own extension, which drops the throw events of Errors because jdk.JavaErrorThrow has them: that event
     * may be switched off, so they are set aside here.
     */
    static IParserExtension keepErrors(ChunkScope scope) {
        return new IParserExtension() {
            @Override
            public IEventSinkFactory getEventSinkFactory(IEventSinkFactory next) {
                return new IEventSinkFactory() {
                    @Override
                    public IEventSink create(
                            String type, String label, String[] category, String description, List<ValueField> fields) {
                        IEventSink sink = next.create(type, label, category, description, fields);
                        return type.equals(JdkTypeIDs.EXCEPTIONS_THROWN) ? errorsAside(scope, fields, sink) : sink;
                    }

                    @Override
                    public void flush() {
                        next.flush();
                    }
                };
            }
        };
    }

    private static IEventSink errorsAside(ChunkScope scope, List<ValueField> fields, IEventSink next) {
        Fields f = new Fields(fields);
        int thrownClass = f.index("thrownClass");
        int message = f.index("message");
        return values -> {
            IMCStackTrace stack = f.stack(values);
            if (stack != null && isError(stack)) {
                scope.constructedError(
                        f.start(values),
                        f.thread(values),
                        StackPool.name(Fields.type(values, thrownClass)),
                        Fields.text(values, message),
                        stack);
            }
            next.addEvent(values);
        };
    }

    /** Throwable's constructor called by Error's: the first of the two throw events of an Error. */
    private static boolean isError(IMCStackTrace stack) {
        List<? extends IMCFrame> frames = stack.getFrames();
        return frames.size() > 1 && isErrorClass(frames.get(1));
    }

    private static boolean isErrorClass(@Nullable IMCFrame frame) {
        return frame != null
                && frame.getMethod() != null
                && StackPool.name(frame.getMethod().getType()).equals("java.lang.Error");
    }
}
