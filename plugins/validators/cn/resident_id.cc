#include "plugins/validators/cn/resident_id.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plugins/validators/cn/check_digits.h"
#include "plugins/validators/cn/regions.h"
#include "plugins/validators/cn/value.h"

namespace mishen::cn {
namespace {

constexpr int kCheckHolds = 40;
constexpr int kRegionKnown = 10;
constexpr int kBroken = -30;   // date or check digit wrong: only a label can bring it back
constexpr int kRounded = -25;  // the same for a number that Excel rounded
constexpr int kRoundedInColumn = 15;

// "19000101" -> is a date; digits only.
bool is_day(std::string_view ymd) {
  return is_date(to_int(ymd.substr(0, 4)), to_int(ymd.substr(4, 2)), to_int(ymd.substr(6, 2)));
}

bool is_shape_18(std::string_view id) {
  return id.size() == 18 && all_digits(id.substr(0, 17)) && (all_digits(id) || id[17] == 'X');
}

// Everything of an 18-character number holds.
bool holds(std::string_view id) {
  return is_shape_18(id) && is_region_shape(id.substr(0, 6)) && is_day(id.substr(6, 8)) &&
         holds_mod_11_2(id);
}

bool names_identity(std::string_view header) {
  constexpr std::array<std::string_view, 5> kWords = {"身份证", "身份号", "证件号", "公民身份",
                                                      "sfz"};
  for (const std::string_view word : kWords) {
    if (header.find(word) != std::string_view::npos) return true;
  }
  return false;
}

void add_region(const Regions& regions, std::string_view code, int birth_year, Assessment& out) {
  if (!regions.known(code)) return;
  const bool current = regions.in_force(code, birth_year);
  out.reasons.push_back({current ? "id-region" : "id-region-abolished",
                         current ? kRegionKnown : kRegionKnown / 2,
                         {}});
}

class ResidentId final : public Validator {
 public:
  explicit ResidentId(std::shared_ptr<const Regions> regions) : regions_(std::move(regions)) {}

  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const std::string id = compact(hit.value);
    if (!is_shape_18(id) || !is_region_shape(std::string_view(id).substr(0, 6))) {
      return {Standing::no, {}, {}};
    }
    const std::string_view view = id;
    Assessment out;
    add_region(*regions_, view.substr(0, 6), to_int(view.substr(6, 4)), out);
    const bool day = is_day(view.substr(6, 8));
    if (day && holds_mod_11_2(view)) {
      out.standing = Standing::yes;
      out.reasons.push_back({"id-check-digit", kCheckHolds, {}});
    } else if (holds_mod_31(view) && !names_identity(hit.context.header)) {
      return {Standing::no, {}, {}};
    } else if (day && view.substr(15) == "000") {
      out.reasons.push_back({"id-rounded", kRounded, {}});
      if (names_identity(hit.context.header)) {
        out.reasons.push_back({"id-column", kRoundedInColumn, {}});
      }
    } else {
      out.reasons.push_back({day ? "id-check-digit-wrong" : "id-date-wrong", kBroken, {}});
    }
    return out;
  }

 private:
  std::shared_ptr<const Regions> regions_;
};

// "341302 000101 001": the century is 19, except for the sequence of centenarians (996-999), whom
// it is 18.
bool holds_15(std::string_view id) {
  if (id.size() != 15 || !all_digits(id) || !is_region_shape(id.substr(0, 6))) return false;
  const int century = id.substr(12) >= "996" ? 1800 : 1900;
  return id[0] <= '6' && is_date(century + to_int(id.substr(6, 2)), to_int(id.substr(8, 2)),
                                 to_int(id.substr(10, 2)));
}

class ResidentId15 final : public Validator {
 public:
  explicit ResidentId15(std::shared_ptr<const Regions> regions) : regions_(std::move(regions)) {}

  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const std::string id = compact(hit.value);
    if (!holds_15(id)) return {Standing::no, {}, {}};
    Assessment out;
    const std::string_view view = id;
    add_region(*regions_, view.substr(0, 6), 1900 + to_int(view.substr(6, 2)), out);
    out.reasons.push_back({"id-date", 0, {}});
    if (holds_mod_11_10(view)) out.reasons.push_back({"id-registration-number", -10, {}});
    return out;
  }

 private:
  std::shared_ptr<const Regions> regions_;
};

Assessment carried(std::string_view kind, int points) {
  Assessment out;
  out.standing = points > 0 ? Standing::yes : Standing::unknown;
  out.reasons.push_back({points > 0 ? "id-inside" : "id-inside-unproved", points, {}});
  out.attributes.emplace_back("carrier", kind);
  return out;
}

class ResidentIdCarrier final : public Validator {
 public:
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const std::string number = compact(hit.value);
    const std::string_view view = number;
    if ((view.size() == 20 || view.size() == 22) && holds(view.substr(0, 18))) {
      const bool graded = view[18] >= '1' && view[18] <= '7' && view[19] >= '1' && view[19] <= '4';
      return carried(graded ? "disability-card" : "tax-number", kCheckHolds);
    }
    if (view.size() == 27 && holds(view.substr(9))) return carried("medical", kCheckHolds);
    // Nothing proves a 15-digit number: a label must.
    if (view.size() == 24 && holds_15(view.substr(9))) return carried("medical", -20);
    return {Standing::no, {}, {}};
  }
};

class ForeignResidentId final : public Validator {
 private:
  // One in 31 is also a well-formed credit code; then the label decides.
  static bool is_called_residence(const Hit& hit) {
    constexpr std::size_t kNear = 60;  // bytes
    const std::string_view line = hit.context.line.substr(0, hit.context.begin);
    const std::string_view before = line.substr(line.size() - std::min(line.size(), kNear));
    return before.find("居留") != before.npos || hit.context.header.find("居留") != before.npos;
  }

 public:
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const std::string id = compact(hit.value);
    const std::string_view view = id;
    if (!is_shape_18(view) || view[0] != '9' || !is_province(view.substr(1, 2)) ||
        !is_day(view.substr(6, 8)) || !holds_mod_11_2(view) ||
        (holds_mod_31(view) && !is_called_residence(hit))) {
      return {Standing::no, {}, {}};
    }
    Assessment out;
    out.standing = Standing::yes;
    out.reasons.push_back({"id-check-digit", kCheckHolds, {}});
    return out;
  }
};

template <class T>
MadeValidator with_regions(RuleData& data) {
  Result<std::shared_ptr<const Regions>> regions = data.get<Regions>();
  if (!regions) return regions.error();
  return std::unique_ptr<const Validator>(std::make_unique<T>(*std::move(regions)));
}

}  // namespace

MadeValidator make_resident_id(RuleData& data) { return with_regions<ResidentId>(data); }

MadeValidator make_resident_id_15(RuleData& data) { return with_regions<ResidentId15>(data); }

MadeValidator make_resident_id_carrier(RuleData&) {
  return std::unique_ptr<const Validator>(std::make_unique<ResidentIdCarrier>());
}

MadeValidator make_foreign_resident_id(RuleData&) {
  return std::unique_ptr<const Validator>(std::make_unique<ForeignResidentId>());
}

}  // namespace mishen::cn
