# Makes languages.h and languages.inc from the files of language/, so that one more file is one
# more language. Dutch and English come first: the others fall back to them.
file(GLOB files CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_LIST_DIR}/language
     ${CMAKE_CURRENT_LIST_DIR}/language/*.def)
list(SORT files)
list(REMOVE_ITEM files nl.def en.def)
list(PREPEND files nl.def en.def)
set(names "")
set(parts "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME_WE)
  string(TOUPPER ${name} name)
  string(APPEND names " X(${name})")
  string(APPEND parts "#define HERE LANGUAGE_${name}\n"
         "#include \"locale/language/${file}\"\nEND_OF_LANGUAGE\n#undef HERE\n")
endforeach()
set(begin "")
set(end "")
foreach(macro LANGUAGE ARTICLE DAYS MONTHS MONTHS_SHORT KIND SENTENCE PLURAL PROMPT STARTER)
  string(APPEND begin "#ifndef ${macro}\n#define ${macro}(...)\n#endif\n")
  string(APPEND end "#undef ${macro}\n")
endforeach()
set(made "/* Made from the files of app/locale/language. */\n")
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/languages/languages.h
     CONTENT "${made}#define LANGUAGES(X)${names}\n" @ONLY)
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/languages/languages.inc CONTENT
     "${made}${begin}#ifndef END_OF_LANGUAGE\n#define END_OF_LANGUAGE\n#endif\n${parts}${end}#undef END_OF_LANGUAGE\n"
     @ONLY)
