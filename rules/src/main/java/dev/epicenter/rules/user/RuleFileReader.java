package dev.epicenter.rules.user;

import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads rule files, one after the other, and finds all that is wrong with each. */
final class RuleFileReader {
    /** Judgement: a thousand rules fit. */
    static final int MAX_BYTES = 1 << 20;

    private final RuleFileSchema schema = new RuleFileSchema(RuleFileSchema.RULES);
    private final Set<String> ids = new TreeSet<>();

    RuleFileReader() {
        RuleLibrary.rules().forEach(rule -> ids.add(rule.info().id()));
    }

    /** Reads a file; ids must differ from those of the files before and of our own rules. */
    RuleFile read(Path file) throws RuleFileException {
        Problems problems = new Problems(file.toString());
        Optional<RuleFile> read = text(file, problems).flatMap(text -> read(file.toString(), text, problems));
        if (!problems.isEmpty() || read.isEmpty()) {
            throw new RuleFileException(problems.inOrder());
        }
        return read.get();
    }

    private Optional<RuleFile> read(String name, String text, Problems problems) {
        Optional<Node> document = YamlReader.read(text, problems);
        if (document.isEmpty() || !problems.isEmpty()) {
            return Optional.empty();
        }
        schema.check(document.get(), problems);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Members root = Members.of(document.get());
        List<Rule> rules = new ArrayList<>();
        for (Node node : root.items("rules")) {
            DefinitionReader.checkDifferent(Members.of(node), ids, problems);
            rules.add(new DefinitionReader(Members.of(node), problems).rule());
        }
        for (Node node : root.items("policies")) {
            DefinitionReader.checkDifferent(Members.of(node), ids, problems);
            rules.add(new DefinitionReader(Members.of(node), problems).policy());
        }
        List<RuleCase> cases = new ArrayList<>();
        for (Node node : root.items("tests")) {
            cases.add(RuleCase.read(Members.of(node), rules, problems));
        }
        return Optional.of(new RuleFile(name, rules, cases));
    }

    /** What a file holds; empty when it is none that we take. */
    static Optional<String> text(Path file, Problems problems) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(Mark.START, "larger than 1 MiB; split it");
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.replace("\r\n", "\n"));
        } catch (NoSuchFileException e) {
            problems.add(Mark.START, "there is no such file");
        } catch (CharacterCodingException e) {
            problems.add(Mark.START, "not UTF-8");
        } catch (IOException e) {
            problems.add(Mark.START, "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }
}
