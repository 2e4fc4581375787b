package wire

// Any reads a value by its tag.
func (r *Reader) Any() any {
	switch tag := r.Uint8(); tag {
	case tagNil:
		return nil
	case tagFalse:
		return false
	case tagTrue:
		return true
	case tagInt64:
		return r.Int64()
	case tagUint64:
		return r.Uint64()
	case tagFloat64:
		return r.Float64()
	case tagInt:
		return r.Int()
	case tagString:
		return r.String()
	case tagBytes:
		return r.Bytes()
	case tagSlice:
		return ReadSlice(r, (*Reader).Any)
	case tagRecord:
		return ReadMap[map[string]any](r, (*Reader).String, (*Reader).Any)
	case tagMap:
		return ReadMap[map[any]any](r, (*Reader).Any, (*Reader).Any)
	case tagTime:
		return r.Time()
	case tagDuration:
		return r.Duration()
	case tagNumbers:
		return r.anyNumbers()
	case tagValue:
		return r.anyValue()
	case tagHandle:
		return r.anyHandle()
	case tagError:
		if err := r.Error(); err != nil {
			return err
		}
		return nil
	case tagFloat32:
		return r.Float32()
	case tagNumber:
		return r.anyNumber()
	case tagTarget:
		return r.anyTarget(Objects.Kept)
	case tagFunc:
		return r.anyTarget(Objects.KeptFunc)
	default:
		r.Fail(Errorf(CodeWire, "the byte %d is no tag of any", tag))
		return nil
	}
}

func (r *Reader) anyNumbers() any {
	switch kind := r.Uint8(); kind {
	case kindInt8:
		return ReadNumbers[int8](r)
	case kindInt16:
		return ReadNumbers[int16](r)
	case kindInt32:
		return ReadNumbers[int32](r)
	case kindInt64:
		return ReadNumbers[int64](r)
	case kindUint8:
		return ReadNumbers[uint8](r)
	case kindUint16:
		return ReadNumbers[uint16](r)
	case kindUint32:
		return ReadNumbers[uint32](r)
	case kindUint64:
		return ReadNumbers[uint64](r)
	case kindFloat32:
		return ReadNumbers[float32](r)
	case kindFloat64:
		return ReadNumbers[float64](r)
	default:
		r.Fail(Errorf(CodeWire, "the byte %d is no kind of element", kind))
		return nil
	}
}

func (r *Reader) anyNumber() any {
	switch kind := r.Uint8(); kind {
	case kindInt8:
		return r.Int8()
	case kindInt16:
		return r.Int16()
	case kindInt32:
		return r.Int32()
	case kindUint8:
		return r.Uint8()
	case kindUint16:
		return r.Uint16()
	case kindUint32:
		return r.Uint32()
	case kindUint:
		return r.Uint()
	case kindUintptr:
		return r.Uintptr()
	default:
		r.Fail(Errorf(CodeWire, "the byte %d is no kind of integer", kind))
		return nil
	}
}

func (r *Reader) anyValue() any {
	id := r.Uint32()
	t := typesByID[id]
	if t == nil || t.read == nil {
		r.Fail(Errorf(CodeWire, "there is no value type with the id %d", id))
		return nil
	}
	if !r.enter() {
		return nil
	}
	v := t.read(r)
	r.leave()
	return v
}

func (r *Reader) anyHandle() any {
	_ = r.Uint32() // the type is TypeScript's to know; the handle says what it is
	return r.value()
}

// anyTarget reads a function or an object of JavaScript.
func (r *Reader) anyTarget(kept func(Objects, uint32) any) any {
	id := r.Uint32()
	if r.err != nil {
		return nil
	}
	if r.Objects == nil {
		r.Fail(none)
		return nil
	}
	return kept(r.Objects, id)
}
