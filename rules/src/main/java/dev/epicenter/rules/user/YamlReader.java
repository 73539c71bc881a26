package dev.epicenter.rules.user;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Text to {@link Node}s, from the parser's events: so that depth and size are known before anything is built of them. */
final class YamlReader {
    private static final int MAX_DEPTH = 40;

    /** Nodes of a document with all its aliases written out: a bomb multiplies a few lines to billions. */
    private static final long MAX_SIZE = 100_000;

    private final Problems problems;
    private final String[] lines;
    private final Iterator<Event> events;
    private final Map<Anchor, Node> anchors = new HashMap<>();

    private YamlReader(String text, Problems problems) {
        this.problems = problems;
        this.lines = text.split("\n", -1);
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(text.length() + 1)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** The document; empty when there is none, or it is wrong. */
    static Optional<Node> read(String text, Problems problems) {
        try {
            return new YamlReader(text, problems).document();
        } catch (MarkedYamlEngineException e) {
            Mark at = e.getProblemMark().map(YamlReader::mark).orElse(Mark.START);
            problems.add(at, "not YAML: " + e.getProblem());
        } catch (YamlEngineException | IndexOutOfBoundsException | NumberFormatException e) {
            problems.add(Mark.START, "not YAML: " + e.getMessage());
        } catch (UnfitException e) {
            problems.add(e.at, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<Node> document() throws UnfitException {
        Node document = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                default -> {
                    if (document != null) {
                        throw new UnfitException(mark(event), "a second document in the file: put the rules into one");
                    }
                    document = node(event, 0);
                }
            }
        }
        if (document == null) {
            problems.add(Mark.START, "the file is empty");
        } else if (document.size() > MAX_SIZE) {
            problems.add(document.at(), "too large with its aliases written out");
            return Optional.empty();
        }
        return Optional.ofNullable(document);
    }

    private Event next() {
        Event event = events.next();
        while (event.getEventId() == Event.ID.Comment) {
            event = events.next();
        }
        return event;
    }

    private Node node(Event event, int depth) throws UnfitException {
        if (depth > MAX_DEPTH) {
            throw new UnfitException(mark(event), "nested too deeply");
        }
        if (event instanceof AliasEvent alias) {
            Node node = anchors.get(alias.getAlias());
            if (node == null) {
                throw new UnfitException(mark(event), "no such anchor before it: " + alias.getAlias());
            }
            return node;
        }
        Node node =
                switch (event.getEventId()) {
                    case Scalar -> scalar((ScalarEvent) event);
                    case SequenceStart -> sequence(event, depth);
                    case MappingStart -> mapping(event, depth);
                    default -> throw new UnfitException(mark(event), "unexpected " + event.getEventId());
                };
        if (event instanceof NodeEvent anchored) {
            anchored.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        }
        return node;
    }

    private Node.Sequence sequence(Event start, int depth) throws UnfitException {
        List<Node> items = new ArrayList<>();
        long size = 1;
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            Node item = node(event, depth + 1);
            items.add(item);
            size = Math.min(MAX_SIZE + 1, size + item.size());
        }
        return new Node.Sequence(mark(start), items, size);
    }

    private Node.Mapping mapping(Event start, int depth) throws UnfitException {
        Map<String, Node> members = new LinkedHashMap<>();
        Map<String, Mark> names = new LinkedHashMap<>();
        long size = 1;
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw new UnfitException(mark(event), "the name of a member must be a text");
            }
            Node value = node(next(), depth + 1);
            if (members.putIfAbsent(key.getValue(), value) != null) {
                problems.add(mark(key), "member '" + key.getValue() + "' is there twice");
            }
            names.putIfAbsent(key.getValue(), mark(key));
            size = Math.min(MAX_SIZE + 1, size + 1 + value.size());
        }
        return new Node.Mapping(mark(start), members, names, size);
    }

    private Node.Scalar scalar(ScalarEvent event) {
        Mark at = mark(event);
        Node.Scalar.Style style =
                switch (event.getScalarStyle()) {
                    case PLAIN -> Node.Scalar.Style.PLAIN;
                    case LITERAL -> Node.Scalar.Style.LITERAL;
                    case FOLDED -> Node.Scalar.Style.FOLDED;
                    default -> Node.Scalar.Style.QUOTED;
                };
        Mark body =
                switch (style) {
                    case PLAIN -> at;
                    case QUOTED -> new Mark(at.line(), at.column() + 1);
                    case LITERAL, FOLDED -> new Mark(at.line() + 1, indentation(at.line() + 1) + 1);
                };
        return new Node.Scalar(at, event.getValue(), style, body);
    }

    private int indentation(int line) {
        String text = line <= lines.length ? lines[line - 1] : "";
        return text.length() - text.stripLeading().length();
    }

    private static Mark mark(Event event) {
        return event.getStartMark().map(YamlReader::mark).orElse(Mark.START);
    }

    private static Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** YAML that we don't take. */
    private static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Mark at;

        UnfitException(Mark at, String message) {
            super(message);
            this.at = at;
        }
    }
}
