#include <jni.h>

/** First row of the image, none if it is empty. */
static const volatile signed char *first_row(const volatile signed char *bytes, jsize length) {
    return length > 0 ? bytes : 0;
}

static int sum_of_row(const volatile signed char *row, jint width) {
    int sum = 0;
    for (jint x = 0; x < width; x++) {
        sum += row[x];
    }
    return sum;
}

JNIEXPORT jint JNICALL Java_com_acme_thumbs_NativeScaler_scale(JNIEnv *env, jobject self, jbyteArray image, jint width) {
    jsize length = (*env)->GetArrayLength(env, image);
    jbyte *bytes = (*env)->GetByteArrayElements(env, image, 0);
    int sum = sum_of_row(first_row(bytes, length), width);
    (*env)->ReleaseByteArrayElements(env, image, bytes, JNI_ABORT);
    return sum;
}
