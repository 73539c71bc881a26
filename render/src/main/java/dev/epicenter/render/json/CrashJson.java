package dev.epicenter.render.json;

import dev.epicenter.model.CrashCause;
import dev.epicenter.model.CrashCollection;
import dev.epicenter.model.CrashDiagnosis;
import dev.epicenter.model.CrashEvent;
import dev.epicenter.model.CrashException;
import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashLibrary;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.CrashSignalHandler;
import dev.epicenter.model.CrashThread;
import dev.epicenter.model.CrashVm;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** The member {@code crashes}: what fatal error logs say, and what is known of such crashes. */
final class CrashJson {
    private final JsonOut json;
    private final Parts parts;

    CrashJson(JsonOut json, Parts parts) {
        this.json = json;
        this.parts = parts;
    }

    void crash(CrashLog crash) throws IOException {
        json.object(() -> {
            json.text("source", crash.source());
            json.text("signature", crash.signature());
            json.numberUnless(-1, "pid", crash.pid());
            index("process", crash.process());
            index("failure", crash.failure());
            json.timeOrNull("time", crash.at());
            json.numberUnless(
                    -1, "uptimeMillis", crash.uptime().map(u -> u.toMillis()).orElse(-1L));
            cause(crash.cause());
            json.name("problematicFrame");
            frameOrNull(crash.problematic());
            json.name("thread");
            thread(crash.thread());
            json.textOrNull("doing", crash.stack().doing());
            json.textOrNull("compiling", crash.stack().compiling());
            json.numberUnless(0, "stackSizeBytes", crash.stack().sizeBytes());
            json.numberUnless(-1, "stackFreeBytes", crash.stack().freeBytes());
            json.array("frames", crash.stack().frames(), this::frame);
            vm(crash.vm());
            json.numbers("memory", crash.memory().values());
            json.array("threads", crash.threads(), this::thread);
            json.array("exceptions", crash.exceptions(), this::exception);
            json.array("collections", crash.collections(), this::collection);
            json.array("events", crash.events(), this::event);
            json.array("libraries", crash.libraries(), this::library);
            json.array("signalHandlers", crash.handlers(), this::handler);
            json.texts("files", crash.files());
            json.array("diagnoses", crash.diagnoses(), this::diagnosis);
            json.texts("notes", crash.notes());
        });
    }

    private void index(String name, Optional<Integer> value) throws IOException {
        json.numberUnless(-1, name, value.orElse(-1));
    }

    private void cause(CrashCause cause) throws IOException {
        json.text("kind", cause.kind().id());
        json.textOrNull("signal", cause.signal());
        json.textOrNull("signalCode", cause.signalCode());
        json.numberUnless(-1, "sender", cause.sender().orElse(-1));
        json.textOrNull("access", cause.access());
        json.textOrNull("address", address(cause.address()));
        json.text("area", cause.area().id());
        json.textOrNull("areaName", cause.areaName());
        json.textOrNull("message", cause.message());
        json.textOrNull("errorSource", cause.source());
        json.numberUnless(0, "requestedBytes", cause.requestedBytes());
    }

    private static String address(OptionalLong address) {
        return address.isPresent() ? String.format("0x%016x", address.getAsLong()) : "";
    }

    private void frameOrNull(Optional<CrashFrame> frame) throws IOException {
        if (frame.isPresent()) {
            frame(frame.get());
        } else {
            json.nothing();
        }
    }

    private void frame(CrashFrame frame) throws IOException {
        json.object(() -> {
            json.text("kind", frame.kind().id());
            parts.frame("frame", frame.frame());
            json.textOrNull("detail", frame.detail());
        });
    }

    private void thread(CrashThread thread) throws IOException {
        json.object(() -> {
            json.textOrNull("name", thread.name());
            json.text("kind", thread.kind().id());
            json.textOrNull("state", thread.state());
            json.flag("daemon", thread.daemon());
            json.numberUnless(-1, "osId", thread.osId());
        });
    }

    private void vm(CrashVm vm) throws IOException {
        json.object("vm", () -> {
            json.textOrNull("jvm", vm.jvm());
            json.textOrNull("javaVersion", vm.javaVersion());
            json.numberUnless(0, "feature", vm.feature());
            json.textOrNull("platform", vm.platform());
            json.textOrNull("collector", vm.collector());
            json.textOrNull("mainClass", vm.mainClass());
            json.textOrNull("arguments", vm.arguments());
            json.texts("flags", vm.flags());
            json.textOrNull("phase", vm.phase());
            json.texts("environment", vm.environment());
        });
    }

    private void exception(CrashException exception) throws IOException {
        json.object(() -> {
            json.millis("sinceMillis", exception.since());
            json.textOrNull("thread", exception.thread());
            json.text("type", exception.type());
            json.textOrNull("message", exception.message().orElse(""));
            json.textOrNull("thrownAt", exception.thrownAt());
            index("recorded", exception.recorded());
        });
    }

    private void collection(CrashCollection collection) throws IOException {
        json.object(() -> {
            json.millis("sinceMillis", collection.since());
            json.numberUnless(-1, "usedBeforeBytes", collection.usedBeforeBytes());
            json.number("usedAfterBytes", collection.usedAfterBytes());
            json.number("committedBytes", collection.committedBytes());
        });
    }

    private void event(CrashEvent event) throws IOException {
        json.object(() -> {
            json.text("ring", event.ring());
            json.millis("sinceMillis", event.since());
            json.textOrNull("thread", event.thread());
            json.text("text", event.text());
        });
    }

    private void library(CrashLibrary library) throws IOException {
        json.object(() -> {
            json.text("path", library.path());
            json.text("name", library.name());
            json.textOrNull("version", library.version());
            json.text("origin", library.origin().id());
        });
    }

    private void handler(CrashSignalHandler handler) throws IOException {
        json.object(() -> {
            json.text("signal", handler.signal());
            json.textOrNull("handler", handler.handler());
            json.textOrNull("library", handler.library());
            json.flag("foreign", handler.foreign());
        });
    }

    private void diagnosis(CrashDiagnosis diagnosis) throws IOException {
        json.object(() -> {
            json.text("pattern", diagnosis.pattern());
            json.text("title", diagnosis.title());
            json.decimal("confidence", diagnosis.confidence());
            json.texts("why", diagnosis.why());
            json.text("explanation", diagnosis.explanation());
            json.text("remedy", diagnosis.remedy());
            json.texts("sources", diagnosis.sources());
        });
    }
}
