using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace CommandCenter.Tests.Databases;

/// <summary>Values for parameters and columns whose content does not matter, only that it is there.</summary>
public static class Invented
{
    private static readonly DateTime Instant = new(2026, 1, 13, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>Some value of <paramref name="type"/>; collections get two elements. Null only for an abstract type.</summary>
    public static object? Value(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => "x",
            _ when type == typeof(Guid) => new Guid("01947c3e-0000-7000-8000-000000000001"),
            _ when type == typeof(DateTime) => Instant,
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(Instant),
            _ when type == typeof(DateOnly) => DateOnly.FromDateTime(Instant),
            _ when type == typeof(TimeOnly) => TimeOnly.FromDateTime(Instant),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(1),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0)!,
            _ when type.IsPrimitive || type == typeof(decimal) => Convert.ChangeType(1, type, CultureInfo.InvariantCulture),
            _ when ElementOf(type) is { } element => Collection(type, element),
            _ when type.IsAbstract => null,
            _ => RuntimeHelpers.GetUninitializedObject(type),
        };
    }

    private static Type? ElementOf(Type type) => type.GetInterfaces().Prepend(type)
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static object Collection(Type type, Type element)
    {
        var array = Array.CreateInstance(element, 2);
        array.SetValue(Value(element), 0);
        array.SetValue(Value(element), 1);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableHashSet<>))
            return typeof(ImmutableHashSet).GetMethods().Single(m => m.Name == nameof(ImmutableHashSet.CreateRange) && m.GetParameters().Length == 1)
                .MakeGenericMethod(element).Invoke(null, [array])!;
        return type.IsInstanceOfType(array) ? array : Activator.CreateInstance(type, array) as IEnumerable ?? array;
    }
}
