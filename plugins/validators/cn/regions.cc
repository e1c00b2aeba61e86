#include "plugins/validators/cn/regions.h"

#include <algorithm>

#include "plugins/validators/cn/table.h"
#include "plugins/validators/cn/value.h"

namespace mishen::cn {

bool is_province(std::string_view code) {
  constexpr std::string_view kProvinces =
      "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 "
      "65 "
      "71 81 82 83";
  return code.size() == 2 && all_digits(code) && kProvinces.find(code) != std::string_view::npos;
}

bool is_region_shape(std::string_view code) {
  if (code.size() != 6 || !all_digits(code) || !is_province(code.substr(0, 2))) return false;
  const bool outside = code[0] == '8';
  return (code.substr(2) == "0000") == outside;
}

Result<Regions> Regions::load(const std::string& data_folder) {
  Regions regions;
  const Result<std::string> read =
      each_row(data_folder, "cn-regions.tsv", "code\tname\tfrom\tto",
               [&](std::span<const std::string_view> row) {
                 regions.counties_.push_back({static_cast<std::uint32_t>(to_int(row[0])),
                                              static_cast<std::uint16_t>(to_int(row[3]))});
               });
  if (!read) return read.error();
  const auto by_code = [](const County& a, const County& b) { return a.code < b.code; };
  // As it is written already; sorting it again would cost more than reading it.
  if (!std::is_sorted(regions.counties_.begin(), regions.counties_.end(), by_code)) {
    std::sort(regions.counties_.begin(), regions.counties_.end(), by_code);
  }
  return regions;
}

const Regions::County* Regions::find(std::string_view code) const {
  const auto wanted = static_cast<std::uint32_t>(to_int(code));
  const auto at = std::lower_bound(counties_.begin(), counties_.end(), wanted,
                                   [](const County& c, std::uint32_t w) { return c.code < w; });
  return at != counties_.end() && at->code == wanted ? &*at : nullptr;
}

bool Regions::known(std::string_view code) const { return find(code) != nullptr; }

bool Regions::in_force(std::string_view code, int birth_year) const {
  const County* county = find(code);
  return county != nullptr && (county->to == 0 || birth_year <= county->to);
}

}  // namespace mishen::cn
