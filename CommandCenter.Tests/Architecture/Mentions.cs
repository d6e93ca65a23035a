using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace CommandCenter.Tests.Architecture;

/// <summary>
/// What a compiled type names: bases, members, attributes, and every type and member its code touches, read from the IL. Constants and
/// <c>nameof</c> leave no trace there.
/// </summary>
/// <param name="Subject">The type as the source has it; what the compiler generated for it is counted as its own.</param>
/// <param name="Types">All types it names outside its attributes.</param>
/// <param name="AttributeTypes">Types named only by its attributes and its members' attributes.</param>
/// <param name="Members">Methods, constructors and fields its code touches.</param>
public sealed record Mentions(Type Subject, IReadOnlySet<Type> Types, IReadOnlySet<Type> AttributeTypes, IReadOnlySet<MemberInfo> Members)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => o.Value);

    /// <summary>Reads all types of <paramref name="assembly"/> whose namespace begins with <paramref name="root"/>, and the global ones.</summary>
    public static IReadOnlyList<Mentions> Of(Assembly assembly, string root) =>
        [.. assembly.GetTypes()
            .Where(t => t.Namespace is null ? !Outermost(t).Name.StartsWith('<') : t.Namespace == root || t.Namespace.StartsWith(root + '.', StringComparison.Ordinal))
            .GroupBy(Outermost)
            .Select(g => Read(g.Key, g))];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static Mentions Read(Type subject, IEnumerable<Type> parts)
    {
        var (types, attributes, members) = (new HashSet<Type>(), new HashSet<Type>(), new HashSet<MemberInfo>());
        foreach (var part in parts)
        {
            Add(types, part.BaseType);
            foreach (var face in part.GetInterfaces())
                Add(types, face);
            AddConstraints(types, part.GetGenericArguments());
            AddAttributes(attributes, part.GetCustomAttributesData());
            foreach (var member in part.GetMembers(Declared))
            {
                AddAttributes(attributes, member.GetCustomAttributesData());
                AddSignature(types, member);
                if (member is MethodBase method)
                    ReadBody(method, types, members);
            }
        }

        return new Mentions(subject, types, attributes, members);
    }

    private static void ReadBody(MethodBase method, HashSet<Type> types, HashSet<MemberInfo> members)
    {
        if (method.GetMethodBody() is not { } body)
            return;
        foreach (var local in body.LocalVariables)
            Add(types, local.LocalType);
        foreach (var clause in body.ExceptionHandlingClauses.Where(c => c.Flags == ExceptionHandlingClauseOptions.Clause))
            Add(types, clause.CatchType);
        foreach (var token in Tokens(body.GetILAsByteArray() ?? []))
        {
            var member = method.Module.ResolveMember(token,
                method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
                method.IsGenericMethodDefinition ? method.GetGenericArguments() : null)!;
            if (member is Type type)
            {
                Add(types, type);
                continue;
            }

            members.Add(member);
            Add(types, member.DeclaringType);
            if (member is MethodInfo { IsGenericMethod: true } generic)
                AddConstraints(types, generic.GetGenericArguments());
            // A package's own signature may hold types that the caller never wrote (optional parameters).
            if (member.Module == method.Module)
                AddSignature(types, member);
        }
    }

    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            var value = il[at] == 0xFE ? (short)((0xFE << 8) | il[at + 1]) : il[at];
            var code = OpCodesByValue[value];
            at += code.Size;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return BitConverter.ToInt32(il, at);
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    private static void AddSignature(HashSet<Type> types, MemberInfo member)
    {
        switch (member)
        {
            case FieldInfo field:
                Add(types, field.FieldType);
                break;
            case PropertyInfo property:
                Add(types, property.PropertyType);
                break;
            case EventInfo raised:
                Add(types, raised.EventHandlerType);
                break;
            case MethodBase method:
                foreach (var parameter in method.GetParameters())
                    Add(types, parameter.ParameterType);
                Add(types, (method as MethodInfo)?.ReturnType);
                if (method.IsGenericMethod)
                    AddConstraints(types, method.GetGenericArguments());
                break;
        }
    }

    private static void AddConstraints(HashSet<Type> types, Type[] arguments)
    {
        foreach (var argument in arguments)
        {
            Add(types, argument);
            foreach (var constraint in argument.IsGenericParameter ? argument.GetGenericParameterConstraints() : [])
                Add(types, constraint);
        }
    }

    private static void AddAttributes(HashSet<Type> types, IList<CustomAttributeData> attributes)
    {
        foreach (var attribute in attributes.Where(a => a.AttributeType != typeof(AsyncStateMachineAttribute)))
        {
            Add(types, attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(n => n.TypedValue)))
                if (argument.Value is Type named)
                    Add(types, named);
        }
    }

    private static void Add(HashSet<Type> types, Type? type)
    {
        if (type is null || type.IsGenericParameter)
            return;
        if (type.HasElementType)
        {
            Add(types, type.GetElementType());
            return;
        }

        if (type.IsGenericType && !type.IsGenericTypeDefinition)
            foreach (var argument in type.GetGenericArguments())
                Add(types, argument);
        types.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}
