package dev.epicenter.render.readers;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.logs.v1.LogsData;

/** OpenTelemetry's protocol, as its makers compiled it. */
public final class OtlpReader {
    private OtlpReader() {}

    /** The logs; a member that the protocol does not have is an error. Ids come out wrong: OTLP writes them in hex, protobuf reads base64. */
    public static LogsData read(String document) {
        try {
            LogsData.Builder logs = LogsData.newBuilder();
            JsonFormat.parser().merge(document, logs);
            return logs.build();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("no OTLP", e);
        }
    }
}
