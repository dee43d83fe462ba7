#pragma once

#include "devices/records/record.h"

namespace devices {

/// A put that takes a number and is done at once.
inline FieldPut onNumber(std::function<void(double number)> take)
{
    return [take = std::move(take)](const Value& value, PutCompletion done) {
        take(toDouble(value).value_or(0));
        done({});
    };
}

/// A put that takes a number and says itself when it is done.
inline FieldPut onNumber(std::function<void(double number, PutCompletion done)> take)
{
    return [take = std::move(take)](
               const Value& value, PutCompletion done) { take(toDouble(value).value_or(0), std::move(done)); };
}

/// The same for a member function of `object`, which must outlive the record's PVs.
template <typename Object, typename... Arguments>
FieldPut onNumber(Object* object, void (Object::*take)(double, Arguments...))
{
    return onNumber([object, take](double number, Arguments... done) { (object->*take)(number, std::move(done)...); });
}

} // namespace devices
