package dev.epicenter.analyzer.jfr;

import dev.epicenter.analyzer.jfr.ConstantReader.Values;
import dev.epicenter.analyzer.jfr.Constants.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers what a chunk's events refer to and decodes it when it is asked for, each once. What is not among the chunk's constants
 * is looked up in those of an earlier chunk of the same JVM, if there is one: a JVM gives a class, method, thread or symbol the
 * same number in all its chunks, but stacks and strings a new one in each.
 */
final class ChunkDictionary implements Dictionary {
    /** What the JVM names the group of all virtual threads in recordings; pinned by RecordedLifeTest. */
    private static final String VIRTUAL_GROUP = "VirtualThreads";

    /** Classes that are compared to tell whether two chunks are of one JVM. */
    private static final int COMPARED = 200;

    private static final int RECENT_STRINGS = 4_096;

    private static final List<String> THREAD_FIELDS = List.of("osName", "javaName", "javaThreadId", "group", "virtual");
    private static final List<String> CLASS_FIELDS = List.of("name", "package", "classLoader");
    private static final List<String> METHOD_FIELDS = List.of("type", "name", "descriptor");
    private static final List<String> MODULE = List.of("module");
    private static final List<String> NAME = List.of("name");
    private static final List<String> MODULE_FIELDS = List.of("name", "version", "location");
    private static final List<String> LOADER_FIELDS = List.of("type", "name");

    /** Classes of the JVM's own loaders. Source: {@code jdk.internal.loader.ClassLoaders}, since JDK 9. */
    private static final String JVMS_LOADERS = "jdk.internal.loader.ClassLoaders$";

    private final ConstantReader constants;
    private final OtherChunks others;
    private final boolean complete;
    private final @Nullable Pool classPool;
    private final @Nullable Pool stackPool;
    private final @Nullable StackReader stackReader;
    private final Numbering threads = new Numbering();
    private final Numbering classes = new Numbering();
    private final Numbering methods = new Numbering();
    private final Numbering stacks = new Numbering();
    private final Map<ChunkDictionary, Boolean> agreeing = new HashMap<>();
    private final LongTable stringHashes = new LongTable();
    /** By the last bits of a string's number, which the JVM counts up: the number and its hash. */
    private final long[] recentStrings = new long[RECENT_STRINGS];

    private final long[] recentHashes = new long[RECENT_STRINGS];
    /** The stack decoded last: several ask for a new one, one after the other. */
    private final Frames latestFrames = new Frames();

    private int latestStack = -1;
    private final List<ThreadInfo> threadInfos = new ArrayList<>();
    private final List<ClassInfo> classInfos = new ArrayList<>();
    private final List<MethodInfo> methodInfos = new ArrayList<>();

    private record ClassInfo(String name, ClassOrigin origin) {
        static final ClassInfo UNKNOWN = new ClassInfo("", ClassOrigin.UNKNOWN);
    }

    /** Most classes have one of a few origins: by numbers of module and loader. */
    private final Map<List<Long>, ClassOrigin> origins = new HashMap<>();

    private ChunkDictionary(
            ConstantReader constants,
            boolean complete,
            @Nullable Pool classPool,
            @Nullable Pool stackPool,
            @Nullable StackReader stackReader,
            OtherChunks others) {
        this.constants = constants;
        this.complete = complete;
        this.classPool = classPool;
        this.stackPool = stackPool;
        this.stackReader = stackReader;
        this.others = others;
    }

    /**
     * The dictionary of a chunk.
     *
     * @param others looked at for what is missing
     */
    static ChunkDictionary of(
            Metadata types, Constants constants, ChunkBytes bytes, boolean compressed, OtherChunks others) {
        ConstantReader reader =
                new ConstantReader(types, constants, new Cursor(bytes.withWindow(ChunkBytes.SMALL_WINDOW), compressed));
        Pool stackPool = constants.pool(Type.STACK_TRACE);
        StackReader stackReader = null;
        if (stackPool != null) {
            try {
                stackReader = StackReader.of(
                        types, stackPool.type, new Cursor(bytes.withWindow(ChunkBytes.SMALL_WINDOW), compressed));
            } catch (Malformed e) {
                stackPool = null;
            }
        }
        return new ChunkDictionary(
                reader, constants.isComplete(), constants.pool(Type.CLASS), stackPool, stackReader, others);
    }

    /** Whether all constants are there, as far as is known. */
    @Override
    public boolean isComplete() {
        return complete;
    }

    /** Number of a thread, -1 of none. */
    int threadNumber(long id) {
        return id == 0 ? -1 : threads.number(id);
    }

    /** Number of a class, -1 of none. */
    int classNumber(long id) {
        return id == 0 ? -1 : classes.number(id);
    }

    /** Number of a stack, -1 of none and of one that is not there. */
    int stackNumber(long id) {
        if (id == 0 || stackPool == null) {
            return -1;
        }
        int known = stacks.known(id);
        return known >= 0 || stackPool.position(id) < 0 ? known : stacks.number(id);
    }

    /** Number of a method, -1 of none. */
    int methodNumber(long id) {
        return id == 0 ? -1 : methods.number(id);
    }

    @Override
    public int threads() {
        return threads.size();
    }

    @Override
    public ThreadInfo thread(int number) {
        while (threadInfos.size() <= number) {
            threadInfos.add(threadOf(threads.id(threadInfos.size())));
        }
        return threadInfos.get(number);
    }

    private ThreadInfo threadOf(long id) {
        Values thread = constants.values(Type.THREAD, id, THREAD_FIELDS);
        if (thread == null) {
            return complete ? ThreadInfo.UNKNOWN : ofOthers(d -> d.threadOf(id), ThreadInfo.UNKNOWN);
        }
        long javaId = thread.integer(2, -1);
        String java = thread.text(1);
        String name = java == null ? thread.text(0) : java;
        boolean virtual = thread.integer(4, 0) != 0 || VIRTUAL_GROUP.equals(groupName(thread.constant(3)));
        return new ThreadInfo(javaId <= 0 ? -1 : javaId, name == null ? "" : name, virtual);
    }

    private @Nullable String groupName(long id) {
        Values group = constants.values("jdk.types.ThreadGroup", id, NAME);
        return group == null ? null : group.text(0);
    }

    @Override
    public String className(int number) {
        String name = classInfo(number).name;
        return name.isEmpty() && number >= 0 && !complete ? LostNames.CLASS + classes.id(number) : name;
    }

    private ClassInfo classInfo(int number) {
        if (number < 0) {
            return ClassInfo.UNKNOWN;
        }
        while (classInfos.size() <= number) {
            classInfos.add(classOf(classes.id(classInfos.size()), true));
        }
        return classInfos.get(number);
    }

    private ClassInfo classOf(long id, boolean alsoOthers) {
        Values type = constants.values(Type.CLASS, id, CLASS_FIELDS);
        String name = type == null ? null : type.text(0);
        if (type == null || name == null) {
            return alsoOthers ? ofOthers(d -> d.classOf(id, false), ClassInfo.UNKNOWN) : ClassInfo.UNKNOWN;
        }
        Values inPackage = constants.values("jdk.types.Package", type.constant(1), MODULE);
        List<Long> key = List.of(inPackage == null ? 0L : inPackage.constant(0), type.constant(2));
        ClassOrigin origin = origins.get(key);
        if (origin == null) {
            origin = originOf(key.get(0), key.get(1));
            origins.put(key, origin);
        }
        return new ClassInfo(binaryName(name), origin);
    }

    private ClassOrigin originOf(long moduleId, long loaderId) {
        Values module = constants.values("jdk.types.Module", moduleId, MODULE_FIELDS);
        Values loader = constants.values("jdk.types.ClassLoader", loaderId, LOADER_FIELDS);
        Values loaderType = loader == null ? null : constants.values(Type.CLASS, loader.constant(0), NAME);
        String type = loaderType == null ? "" : binaryName(orEmpty(loaderType.text(0)));
        boolean jvms = type.isEmpty() || type.startsWith(JVMS_LOADERS);
        return new ClassOrigin(
                module == null ? "" : orEmpty(module.text(0)),
                module == null ? "" : orEmpty(module.text(1)),
                module == null ? "" : orEmpty(module.text(2)),
                jvms ? "" : type,
                jvms || loader == null ? "" : orEmpty(loader.text(1)));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public Map<String, ClassOrigin> origins() {
        Map<String, ClassOrigin> all = new HashMap<>();
        for (ClassInfo info : classInfos) {
            all.merge(info.name, info.origin, (one, other) -> one.equals(other) ? one : ClassOrigin.UNKNOWN);
        }
        return all;
    }

    @Override
    public MethodInfo method(int number) {
        if (number < 0) {
            return MethodInfo.UNKNOWN;
        }
        while (methodInfos.size() <= number) {
            methodInfos.add(methodOf(methods.id(methodInfos.size())));
        }
        return methodInfos.get(number);
    }

    private MethodInfo methodOf(long id) {
        Values method = constants.values(Type.METHOD, id, METHOD_FIELDS);
        if (method == null) {
            return complete ? MethodInfo.UNKNOWN : ofOthers(d -> d.methodOf(id), MethodInfo.UNKNOWN);
        }
        ClassInfo type = classInfo(classNumber(method.constant(0)));
        return MethodInfo.of(type.name, orEmpty(method.text(1)), orEmpty(method.text(2)), type.origin.module());
    }

    @Override
    public void frames(int stack, Frames into) {
        if (stack != latestStack) {
            latestStack = -1;
            latestFrames.clear();
            if (stack >= 0 && stackPool != null && stackReader != null) {
                stackReader.read(stackPool.position(stacks.id(stack)), this, latestFrames);
            }
            latestStack = stack;
        }
        into.copy(latestFrames);
    }

    @Override
    public @Nullable String textAt(long place) {
        return place < 0 ? null : constants.text(place);
    }

    /**
     * Hash of the text at a position, 0 when there is none.
     *
     * @param held a cursor that holds the position's bytes
     */
    long textHash(Cursor held, long position) {
        byte[] bytes = held.bytes;
        int at = held.source.indexOf(position);
        switch (bytes[at]) {
            case Cursor.STRING_NULL:
                return 0;
            case Cursor.STRING_CONSTANT:
                held.at = at + 1;
                return stringHash(held.number(8), position);
            case Cursor.STRING_CHARS, Cursor.STRING_UTF8, Cursor.STRING_LATIN1:
                if (held.compressed) {
                    held.at = at + 1;
                    int length = held.count();
                    long hash = Hash.ofAscii(bytes, held.at, length);
                    if (hash != 0) {
                        return hash;
                    }
                }
                break;
            default:
                break;
        }
        return hashOf(textAt(position));
    }

    private long stringHash(long id, long position) {
        int slot = (int) id & RECENT_STRINGS - 1;
        if (recentStrings[slot] == id && id != 0) {
            return recentHashes[slot];
        }
        long hash = stringHashes.get(id);
        if (hash < 0) {
            hash = hashOf(textAt(position));
            stringHashes.put(id, hash);
        }
        recentStrings[slot] = id;
        recentHashes[slot] = hash;
        return hash;
    }

    private static long hashOf(@Nullable String text) {
        return text == null ? 0 : Hash.of(text);
    }

    /** The text that a constant is or has, such as the name of a collector or a class; null when there is none. */
    @Nullable
    String textOf(long type, long id) {
        return switch (constants.typeName(type)) {
            case Type.CLASS -> nullIfEmpty(className(classNumber(id)));
            case Type.THREAD -> id == 0
                    ? null
                    : nullIfEmpty(thread(threadNumber(id)).name());
            default -> {
                String text = constants.text(type, id);
                yield text == null && !complete
                        ? ofOthers(d -> Optional.ofNullable(d.constants.text(type, id)), Optional.<String>empty())
                                .orElse(null)
                        : text;
            }
        };
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Number of the class that a member of a constant refers to, -1 of none. */
    int classMember(long type, long id, String member) {
        Values values = constants.values(constants.typeName(type), id, List.of(member));
        return values == null ? -1 : classNumber(values.constant(0));
    }

    /** The first answer of another chunk that is not the one that stands for none. */
    private <T> T ofOthers(Function<ChunkDictionary, T> question, T none) {
        for (int i = 0; ; i++) {
            Chunk chunk = others.get(i);
            if (chunk == null) {
                return none;
            }
            T answer = agreesWith(chunk.ownDictionary()) ? question.apply(chunk.ownDictionary()) : none;
            if (!Objects.equals(answer, none)) {
                return answer;
            }
        }
    }

    /**
     * Another chunk that can be of the same JVM, open; null when there are not so many.
     *
     * @param index counts those that can, the closest first
     */
    @Nullable
    Chunk kin(int index) {
        int left = index;
        for (int i = 0; ; i++) {
            Chunk chunk = others.get(i);
            if (chunk == null || (agreesWith(chunk.ownDictionary()) && left-- == 0)) {
                return chunk;
            }
        }
    }

    /** Whether another chunk can be of the same JVM: what has the same number in both has the same name, mostly. */
    private boolean agreesWith(ChunkDictionary other) {
        return agreeing.computeIfAbsent(other, o -> {
            int[] seen = new int[2];
            if (classPool != null) {
                classPool.forEach((id, position) -> {
                    String name = seen[0] < COMPARED ? classOf(id, false).name : "";
                    String theirs = name.isEmpty() ? "" : o.classOf(id, false).name;
                    if (!theirs.isEmpty()) {
                        seen[0]++;
                        seen[1] += name.equals(theirs) ? 1 : 0;
                    }
                });
            }
            return 2 * seen[1] >= seen[0];
        });
    }

    /** Binary class name of what the JVM has, such as {@code java/lang/String} or {@code [Ljava/lang/String;}. */
    static String binaryName(String internal) {
        int dimensions = 0;
        while (dimensions < internal.length() && internal.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0 || dimensions == internal.length()) {
            return internal.replace('/', '.');
        }
        String element =
                switch (internal.charAt(dimensions)) {
                    case 'B' -> "byte";
                    case 'C' -> "char";
                    case 'D' -> "double";
                    case 'F' -> "float";
                    case 'I' -> "int";
                    case 'J' -> "long";
                    case 'S' -> "short";
                    case 'Z' -> "boolean";
                    default -> internal.substring(dimensions + 1, Math.max(dimensions + 1, internal.length() - 1))
                            .replace('/', '.');
                };
        return element + "[]".repeat(dimensions);
    }
}
