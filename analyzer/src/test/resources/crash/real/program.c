#include <jni.h>
#include <string.h>

static int first(volatile int *at) { return *at; }

JNIEXPORT void JNICALL Java_Program_nullPointer(JNIEnv *env, jclass type, jbyteArray data) {
    volatile int *none = 0;
    *none = 1 + first(none);
}

JNIEXPORT void JNICALL Java_Program_writesPastTheEnd(JNIEnv *env, jclass type, jbyteArray data) {
    char *bytes = (*env)->GetPrimitiveArrayCritical(env, data, 0);
    memset(bytes + 16, 0x5a, 4096);
    (*env)->ReleasePrimitiveArrayCritical(env, data, bytes, 0);
}

JNIEXPORT jint JNICALL Java_Program_readsMapped(JNIEnv *env, jclass type, jobject buffer) {
    return first((*env)->GetDirectBufferAddress(env, buffer));
}

/** Uses a page of the stack in each call, and no end of them. */
JNIEXPORT jint JNICALL Java_Program_recurses(JNIEnv *env, jclass type, jint depth) {
    volatile char page[4096];
    page[depth % 4096] = (char) depth;
    return Java_Program_recurses(env, type, depth + 1) + page[0];
}
