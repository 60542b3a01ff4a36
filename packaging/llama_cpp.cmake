# Builds of llama.cpp only what llama-cpp-python loads: the libraries llama, ggml, ggml-base and ggml-cpu.
# Included by CMake as CMAKE_PROJECT_llama.cpp_INCLUDE, because llama-cpp-python forces some of these settings itself,
# which settings on the command line cannot undo.
foreach(unused COMMON TOOLS TESTS EXAMPLES SERVER APP)
    set(LLAMA_BUILD_${unused} OFF CACHE BOOL "not used by Saegim" FORCE)
endforeach()
set(LLAMA_OPENSSL OFF CACHE BOOL "Saegim opens no connection" FORCE)
