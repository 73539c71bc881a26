package dev.epicenter.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Recording;
import jdk.jfr.Relational;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What others build on: names, labels, relations, and that each field can be read back from a recording. */
class EventContractTest {
    static Stream<Class<? extends EpicenterEvent>> events() {
        return Contract.events().stream();
    }

    @Test
    void listsEachEventClassOfThePackageOnce() throws Exception {
        Path classes = Path.of(Contract.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("dev/epicenter/events");
        try (Stream<Path> files = Files.list(classes)) {
            Set<String> found = files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith("Event.class") && !n.startsWith("Epicenter"))
                    .map(n -> n.replace(".class", ""))
                    .collect(Collectors.toSet());
            assertThat(events().map(Class::getSimpleName).toList()).containsExactlyInAnyOrderElementsOf(found);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void isNamedAfterItsClassAndLabelledThroughout(Class<? extends Event> type) {
        EventType event = EventType.getEventType(type);
        assertThat(event.getName())
                .isEqualTo("epicenter." + type.getSimpleName().replaceFirst("Event$", ""));
        assertThat(event.getLabel()).isNotBlank();
        assertThat(event.getDescription()).isNotBlank().doesNotEndWith(".");
        assertThat(event.getCategoryNames()).hasSize(2).startsWith("Epicenter");
        for (Field field : type.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                assertThat(field.getAnnotation(Label.class))
                        .as(field.toString())
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void joinsByRelationsThatHaveTheNameOfWhatTheyReferTo(Class<? extends Event> type) {
        for (ValueDescriptor field : EventType.getEventType(type).getFields()) {
            boolean id = field.getName()
                    .matches(
                            "(.*[a-z])?(failure|replacement|suppressed|cause|task|handlerSite|handlingSite|site|executor|trace|span)Id|currentTaskId|(handling|parentTask|sourceTask|parentSpan).*Id");
            boolean relational = field.getAnnotationElements().stream().anyMatch(a -> a.getAnnotationElements().stream()
                    .anyMatch(meta -> meta.getTypeName().equals(Relational.class.getName())));
            assertThat(relational)
                    .as(type.getSimpleName() + "." + field.getName())
                    .isEqualTo(id);
        }
    }

    @Test
    void readsEveryFieldBackFromARecording(@TempDir Path directory) throws Exception {
        List<EpicenterEvent> written = new ArrayList<>();
        Path file = directory.resolve("all.jfr");
        try (Recording recording = new Recording()) {
            events().forEach(type -> recording.enable(type).withStackTrace());
            recording.start();
            for (Class<? extends EpicenterEvent> type : Contract.events()) {
                EpicenterEvent event = filled(type);
                event.commit();
                written.add(event);
            }
            recording.dump(file);
        }
        List<RecordedEvent> read = RecordingFile.readAllEvents(file);
        for (EpicenterEvent event : written) {
            String name = EventType.getEventType(event.getClass()).getName();
            RecordedEvent back = read.stream()
                    .filter(e -> e.getEventType().getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " was not recorded"));
            for (Field field : event.getClass().getFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    assertThat(plain(back.getValue(field.getName())))
                            .as(name + "." + field.getName())
                            .isEqualTo(plain(field.get(event)));
                }
            }
        }
    }

    @Test
    void isOffByDefaultOnlyWhereThereIsAnEventForEachTask() {
        Set<Class<?>> off = events().filter(t -> t.getAnnotation(Enabled.class) != null
                        && !t.getAnnotation(Enabled.class).value())
                .collect(Collectors.toSet());
        assertThat(off).containsExactly(TaskRunEvent.class);
    }

    private static EpicenterEvent filled(Class<? extends EpicenterEvent> type) throws ReflectiveOperationException {
        EpicenterEvent event = type.getDeclaredConstructor().newInstance();
        int number = 1;
        for (Field field : type.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            number++;
            if (field.getType() == long.class) {
                field.set(event, 1_000_000_007L * number);
            } else if (field.getType() == int.class) {
                field.set(event, 1_009 * number);
            } else if (field.getType() == boolean.class) {
                field.set(event, true);
            } else if (field.getType() == String.class) {
                field.set(event, field.getName() + " \u00e9\u4e2d " + number);
            } else if (field.getType() == Class.class) {
                field.set(event, IllegalStateException.class);
            } else if (field.getType() == Thread.class) {
                field.set(event, Thread.currentThread());
            } else {
                throw new AssertionError("no value for " + field);
            }
        }
        return event;
    }

    private static Object plain(Object value) {
        if (value instanceof RecordedClass type) {
            return type.getName();
        }
        if (value instanceof RecordedThread thread) {
            return thread.getJavaName();
        }
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        if (value instanceof Thread thread) {
            return thread.getName();
        }
        return Objects.requireNonNull(value);
    }

    @Test
    void wordsAreUniqueWithinTheirKind() throws ReflectiveOperationException {
        for (String prefix :
                List.of("ORIGIN_", "KIND_", "OUTCOME_", "HANDLER_", "DISPOSITION_", "DOES_", "FETCHED_", "OBSERVED_")) {
            List<Object> values = new ArrayList<>();
            for (Field field : Words.class.getFields()) {
                if (field.getName().startsWith(prefix)) {
                    values.add(field.get(null));
                }
            }
            assertThat(values).as(prefix).isNotEmpty().doesNotHaveDuplicates();
            assertThat(values).allMatch(v -> ((String) v).matches("[a-z]+(-[a-z]+)*"));
        }
    }

    @Test
    void annotationsForIdsAreRelationsAndNothingElseIs() {
        Set<String> relations = new TreeSet<>();
        for (Class<? extends EpicenterEvent> type : Contract.events()) {
            for (Field field : type.getFields()) {
                Arrays.stream(field.getAnnotations())
                        .map(Annotation::annotationType)
                        .filter(a -> a.isAnnotationPresent(Relational.class))
                        .forEach(a -> relations.add(a.getSimpleName()));
            }
        }
        assertThat(relations)
                .containsExactly(
                        "ExecutorId", "FailureId", "FailureSiteId", "HandlerSiteId", "SpanId", "TaskId", "TraceId");
    }
}
