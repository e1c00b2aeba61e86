#include "plugins/formats/pdf/page_program.h"

#include <Stream.h>

#include <string_view>
#include <utility>

namespace mishen::pdf {
namespace {

// The page says itself what it means by grey or RGB.
bool has_own_colours(Dict* resources) {
  if (resources == nullptr) return false;
  const Object spaces = resources->lookup("ColorSpace");
  if (!spaces.isDict()) return false;
  for (int i = 0; i < spaces.dictGetLength(); ++i) {
    if (std::string_view(spaces.dictGetKey(i)).starts_with("Default")) return true;
  }
  return false;
}

std::size_t streams_in(const Object& contents) {
  if (contents.isStream()) return 1;
  return contents.isArray() ? static_cast<std::size_t>(contents.arrayGetLength()) : 0;
}

}  // namespace

Object content_of(const std::string& text, XRef* xref) {
  return Object(static_cast<Stream*>(
      new MemStream(text.data(), 0, static_cast<Goffset>(text.size()), Object(new Dict(xref)))));
}

Object compile_page(const Object& contents, Dict* resources, XRef* xref,
                    std::list<std::string>& bytes, ContentProgram& program) {
  program.clear();
  if (bytes.empty() || streams_in(contents) != bytes.size()) return Object(objNull);
  std::list<std::string> rests;
  ContentCompiler compiler(program, has_own_colours(resources));
  for (const std::string& part : bytes) rests.push_back(compiler.add(part));
  compiler.finish();
  if (!program.sound || program.ends.empty()) return Object(objNull);
  Object parts(new Array(xref));
  for (const std::string& rest : rests) parts.arrayAdd(content_of(rest, xref));
  bytes = std::move(rests);
  return parts;
}

}  // namespace mishen::pdf
