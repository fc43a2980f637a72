using System.Reflection;
using System.Reflection.Emit;

namespace Forum.Tests.Support;

/// <summary>What methods refer to, read from their compiled code: comments and names that only look alike aren't in it.</summary>
internal static class CompiledCode
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
    private const byte TwoBytes = 0xFE;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!).ToDictionary(static code => code.Value);

    /// <summary>The methods of an assembly, with those that the compiler made of lambdas, iterators and asynchronous methods.</summary>
    public static IEnumerable<MethodBase> MethodsOf(Assembly assembly) =>
        assembly.GetTypes().SelectMany(static type => type.GetMembers(Declared)).OfType<MethodBase>();

    /// <summary>The types and members that a method's instructions name.</summary>
    public static IEnumerable<(OpCode Code, MemberInfo Member)> UsesIn(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } body)
            yield break;
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < body.Length;)
        {
            var code = Codes[body[at] == TwoBytes ? BitConverter.ToInt16([body[at + 1], TwoBytes]) : body[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return (code, method.Module.ResolveMember(BitConverter.ToInt32(body, at), ofType, ofMethod)!);
            at += Length(code.OperandType, body.AsSpan(at));
        }
    }

    private static int Length(OperandType operand, ReadOnlySpan<byte> rest) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(rest)),
        _ => 4,
    };
}
