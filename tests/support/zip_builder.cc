#include "tests/support/zip_builder.h"

#include <zip.h>

#include <cstdlib>
#include <ctime>
#include <utility>

namespace mishen::test {
namespace {

void require(bool holds) {
  if (!holds) std::abort();  // a test's own archive cannot fail to be written
}

std::string whole(zip_source_t* source) {
  std::string bytes;
  require(zip_source_open(source) == 0);
  char buffer[4096];
  for (zip_int64_t got = 0; (got = zip_source_read(source, buffer, sizeof buffer)) > 0;) {
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
  zip_source_close(source);
  return bytes;
}

}  // namespace

ZipBuilder& ZipBuilder::add(std::string name, std::string content) {
  entries_.push_back({std::move(name), std::move(content), true, {}});
  return *this;
}

ZipBuilder& ZipBuilder::store(std::string name, std::string content) {
  entries_.push_back({std::move(name), std::move(content), false, {}});
  return *this;
}

ZipBuilder& ZipBuilder::lock(std::string name, std::string content, std::string password) {
  entries_.push_back({std::move(name), std::move(content), true, std::move(password)});
  return *this;
}

std::string ZipBuilder::bytes() const {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  require(target != nullptr);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  require(archive != nullptr);
  std::vector<std::pair<std::string, std::string>> renamed;
  for (const Entry& entry : entries_) {
    zip_source_t* source =
        zip_source_buffer(archive, entry.content.data(), entry.content.size(), 0);
    std::string name = entry.name;
    while (zip_name_locate(archive, name.c_str(), 0) >= 0) name.back() = '~';
    if (name != entry.name) renamed.emplace_back(name, entry.name);
    const zip_int64_t at = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    require(at >= 0);
    const auto index = static_cast<zip_uint64_t>(at);
    require(zip_set_file_compression(archive, index,
                                     entry.compressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0) == 0);
    require(zip_file_set_mtime(archive, index, 946684800, 0) == 0);
    if (!entry.password.empty()) {
      require(zip_file_set_encryption(archive, index, ZIP_EM_AES_256, entry.password.c_str()) == 0);
    }
  }
  require(zip_close(archive) == 0);
  std::string bytes = whole(target);
  zip_source_free(target);
  for (const auto& [from, to] : renamed) bytes = replace_all(std::move(bytes), from, to);
  return bytes;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  require(from.size() == to.size());
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, to.size(), to);
    at += to.size();
  }
  return text;
}

}  // namespace mishen::test
